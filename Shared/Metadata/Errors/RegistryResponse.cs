namespace XdsDmp.Metadata.Errors;

/// <summary>
/// Status and error list of an <c>rs:RegistryResponse </c> or of a response that carries one (ITI TF-3 §4.2.4).
/// </summary>
public sealed record RegistryResponse(ResponseStatus Status, IReadOnlyCollection<RegistryError> Errors)
{
    public static RegistryResponse Success { get; } = new(ResponseStatus.Success, []);

    /// <summary>Failure when any error has severity Error; warnings alone go with Success.</summary>
    public static RegistryResponse Of(IReadOnlyCollection<RegistryError> errors) =>
        new(errors.Any(e => e.Severity == ErrorSeverity.Error) ? ResponseStatus.Failure
            : ResponseStatus.Success, errors);

    /// <summary>The same, explained in this language.</summary>
    public RegistryResponse In(Language language) => language == Language.English
        ? this
        : this with { Errors = [.. Errors.Select(error => error.In(language))] };
}
