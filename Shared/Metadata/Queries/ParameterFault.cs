using XdsDmp.Metadata.Errors;

namespace XdsDmp.Metadata.Queries;

/// <summary>
/// Why the values of one parameter cannot be used; becomes a <see cref="RegistryError"/> with its place and source.
/// </summary>
internal sealed record ParameterFault(
    RegistryErrorCode Code, string Rule, string Problem, string? Value, string Accepted)
{
    public RegistryError At(string place, StoredQueryDefinition definition) =>
        new(Code, new Explanation(Rule, Problem, $"{definition.Name}, {place}", Value, Accepted, definition.Section));
}
