namespace XdsDmp.Metadata.Errors;

/// <summary>
/// One entry of an <c>rs:RegistryErrorList </c> (ITI TF-3 §4.2.4), ours or one passed on from another actor.
/// </summary>
/// <param name="Code">The bare token. A string, because a peer may send codes that we do not know.</param>
/// <param name="Context">The text of <c>codeContext</c>.</param>
/// <param name="Severity">Error or warning.</param>
/// <param name="Location">
/// ITI-43: the DocumentUniqueId that was asked for; else a place in the message, if known.
/// </param>
public sealed record RegistryError(string Code, string Context, ErrorSeverity Severity, string? Location)
{
    public RegistryError(RegistryErrorCode code, Explanation explanation, string? location = null)
        : this(code.ToString(), explanation.ToString(), SeverityOf(code), location) => Explanation = explanation;

    /// <summary>The parts of the context, of an error that was found here.</summary>
    public Explanation? Explanation { get; }

    public bool Is(RegistryErrorCode code) => Code == code.ToString();

    /// <summary>The same, explained in this language as far as we have words for it.</summary>
    public RegistryError In(Language language) =>
        Explanation is null ? this : this with { Context = Explanation.ToString(language) };

    /// <summary>The profile fixes the severity of each code.</summary>
    private static ErrorSeverity SeverityOf(RegistryErrorCode code) => code switch
    {
        RegistryErrorCode.DocumentQueued => ErrorSeverity.Warning,
        RegistryErrorCode.XDSExtraMetadataNotSaved => ErrorSeverity.Warning,
        RegistryErrorCode.PartialAppendContentNotProcessed => ErrorSeverity.Warning,
        RegistryErrorCode.PartialFolderContentNotProcessed => ErrorSeverity.Warning,
        RegistryErrorCode.PartialRelationshipContentNotProcessed => ErrorSeverity.Warning,
        RegistryErrorCode.PartialReplaceContentNotProcessed => ErrorSeverity.Warning,
        RegistryErrorCode.PartialTransformNotProcessed => ErrorSeverity.Warning,
        RegistryErrorCode.PartialTransformReplaceNotProcessed => ErrorSeverity.Warning,
        _ => ErrorSeverity.Error,
    };
}
