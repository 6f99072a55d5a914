using XdsDmp.Metadata.Errors;

namespace XdsDmp.CommandLine.Validation;

/// <summary>One thing that is wrong with a message.</summary>
internal sealed record Finding(
    ErrorSeverity Severity, string? Code, string? Rule, string Problem, string? Place, string? Value, string? Accepted,
    string? Source)
{
    public static Finding Of(RegistryError error) => error.Explanation is { } why
        ? new Finding(
            error.Severity, error.Code, why.Rule, why.Problem, why.Place, why.Value, why.Accepted, why.Source)
        : new Finding(error.Severity, error.Code, null, error.Context, error.Location, null, null, null);

    /// <summary>The message cannot be read as one.</summary>
    public static Finding Unreadable(string problem) =>
        new(ErrorSeverity.Error, null, null, problem, null, null, null, null);
}
