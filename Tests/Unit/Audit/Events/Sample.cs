using XdsDmp.Audit.Events;
using XdsDmp.Audit.Messages;

namespace XdsDmp.Tests.Unit.Audit.Events;

/// <summary>A node and both ends of a call to start tests from.</summary>
internal static class Sample
{
    public const string Source = "110153";

    public const string Destination = "110152";

    public const string Patient = "P1^^^&1.2.3&ISO";

    public const string SubmissionSetNode = "urn:uuid:a54d6aa5-d40d-43f9-88c5-b4633d873bdd";

    public static readonly DateTimeOffset Time = new(2026, 3, 1, 12, 30, 0, 250, TimeSpan.FromHours(1));

    public static AuditNode Node { get; } = new()
    {
        SourceId = "repository-1",
        EnterpriseSiteId = "1.2.250.1",
        ProcessId = "4711",
        HostName = "node.example",
    };

    public static AuditContext OfServer { get; } = new()
    {
        Node = Node,
        Time = Time,
        End = TransactionEnd.Server,
        ServerEndpoint = "https://node.example:8443/service",
        ClientCertificateSubject = "CN=practice",
        PeerAddress = "::ffff:192.0.2.7",
    };

    public static AuditContext OfClient { get; } = new()
    {
        Node = Node,
        Time = Time,
        End = TransactionEnd.Client,
        ServerEndpoint = "https://other.example:8443/service",
    };

    public static TransactionResult Refused { get; } =
        TransactionResult.Failure(EventOutcome.MinorFailure, "XDSDuplicateUniqueIdInRegistry");
}
