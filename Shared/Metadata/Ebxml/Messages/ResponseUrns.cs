using XdsDmp.Metadata.Errors;

namespace XdsDmp.Metadata.Ebxml.Messages;

/// <summary>
/// Statuses and severities on the wire (ITI TF-3 §4.2.4). PartialSuccess has the root of IHE, not of ebXML.
/// </summary>
internal static class ResponseUrns
{
    private const string Statuses = "urn:oasis:names:tc:ebxml-regrep:ResponseStatusType:";
    private const string Severities = "urn:oasis:names:tc:ebxml-regrep:ErrorSeverityType:";

    public static string Of(ResponseStatus status) => status switch
    {
        ResponseStatus.Success => Statuses + "Success",
        ResponseStatus.PartialSuccess => "urn:ihe:iti:2007:ResponseStatusType:PartialSuccess",
        _ => Statuses + "Failure",
    };

    public static string Of(ErrorSeverity severity) =>
        severity == ErrorSeverity.Warning ? Severities + "Warning" : Severities + "Error";

    /// <summary>
    /// Peers mix up the roots, so only the last part is looked at; ebRS knows more statuses, none of them good.
    /// </summary>
    public static ResponseStatus ToStatus(string urn) => LastPart(urn) switch
    {
        "Success" => ResponseStatus.Success,
        "PartialSuccess" => ResponseStatus.PartialSuccess,
        _ => ResponseStatus.Failure,
    };

    /// <summary>The schema's default is Error.</summary>
    public static ErrorSeverity ToSeverity(string? urn) =>
        urn is not null && LastPart(urn) == "Warning" ? ErrorSeverity.Warning : ErrorSeverity.Error;

    /// <summary>The bare token: the profile wants error codes without a URN around them, some peers send one.</summary>
    public static string LastPart(string urn) => urn[(urn.LastIndexOf(':') + 1)..];
}
