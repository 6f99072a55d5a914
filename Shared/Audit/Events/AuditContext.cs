using XdsDmp.Audit.Messages;

namespace XdsDmp.Audit.Events;

/// <summary>Who spoke with whom: what every transaction's record says, whatever the transaction is.</summary>
public sealed record AuditContext
{
    public const string AnonymousReplyTo = "http://www.w3.org/2005/08/addressing/anonymous";

    public required AuditNode Node { get; init; }

    public required DateTimeOffset Time { get; init; }

    public required TransactionEnd End { get; init; }

    /// <summary>The SOAP endpoint URI that was called: UserID of the server.</summary>
    public required string ServerEndpoint { get; init; }

    /// <summary>Address in wsa:ReplyTo of the request.</summary>
    public string? ClientReplyTo { get; init; }

    public string? ClientCertificateSubject { get; init; }

    /// <summary>
    /// What the client calls itself inside the message, where the transaction wants that for its UserID (ITI-8).
    /// </summary>
    public string? ClientName { get; init; }

    /// <summary>The name that the systems file has for the client's certificate.</summary>
    public string? ClientSystem { get; init; }

    /// <summary>
    /// IP address or name of the other end. A client may leave it out: the endpoint names the server.
    /// </summary>
    public string? PeerAddress { get; init; }

    public string? HomeCommunityId { get; init; }

    public IReadOnlyList<HumanParticipant> Humans { get; init; } = [];

    /// <summary>Where these people work, as their access token says it.</summary>
    public IReadOnlyList<OrganizationParticipant> Organizations { get; init; } = [];

    public IReadOnlyList<CodedValue> PurposesOfUse { get; init; } = [];

    /// <summary>
    /// The patient whom the user's access token is about, in CX form: a record that names none of its own is about
    /// this one, a request that was refused before it was read, too.
    /// </summary>
    public string? AssertedPatientId { get; init; }

    /// <summary>
    /// IHE fixes the client's UserID for asynchronous exchanges only. In the others the certificate says more than the
    /// anonymous address does.
    /// </summary>
    internal string ClientUserId =>
        !string.IsNullOrEmpty(ClientName) ? ClientName
        : ClientReplyTo is { Length: > 0 } and not AnonymousReplyTo ? ClientReplyTo
        : !string.IsNullOrEmpty(ClientCertificateSubject) ? ClientCertificateSubject
        : AnonymousReplyTo;

    /// <summary>
    /// Who it has proved to be, beside the name that anybody could have written; else what people here call it.
    /// </summary>
    internal string? ClientUserName => !string.IsNullOrEmpty(ClientName) ? ClientCertificateSubject
        : string.IsNullOrEmpty(ClientSystem) ? null
        : ClientSystem;
}
