namespace XdsDmp.Metadata.Queries;

/// <summary>What a stored query is called and which parameters it takes.</summary>
/// <param name="Id">Lower-case <c>urn:uuid:</c> form.</param>
/// <param name="Name">The profile's name.</param>
/// <param name="Section">Where the profile defines it.</param>
/// <param name="Parameters">The table of that section.</param>
/// <param name="Alternatives">Groups of parameters of which exactly one has to be given.</param>
public sealed record StoredQueryDefinition(
    string Id,
    string Name,
    string Section,
    IReadOnlyList<QueryParameter> Parameters,
    IReadOnlyList<IReadOnlyList<string>> Alternatives)
{
    public StoredQueryDefinition(
        string id, string name, string section, IReadOnlyList<QueryParameter> parameters)
        : this(id, name, section, parameters, [])
    {
    }

    /// <summary>Parameters that bound the search: one of them has to be given, more may be. Empty: no such rule.
    /// </summary>
    public IReadOnlyList<string> AtLeastOneOf { get; init; } = [];
}
