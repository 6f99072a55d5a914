using System.Globalization;
using System.Net;
using XdsDmp.Audit.Codes;
using XdsDmp.Audit.Messages;

namespace XdsDmp.Audit.Events;

/// <summary>The recording system: what stays the same for all of its messages.</summary>
public sealed record AuditNode
{
    /// <summary>AuditSourceID: the name under which auditors know this system.</summary>
    public required string SourceId { get; init; }

    /// <summary>AuditEnterpriseSiteID: an OID of the site, when there is one.</summary>
    public string? EnterpriseSiteId { get; init; }

    public CodedValue SourceType { get; init; } = AuditSourceTypes.ApplicationServer;

    /// <summary>Process id of the operating system: AlternativeUserID of our own participants.</summary>
    public required string ProcessId { get; init; }

    /// <summary>Our own host name or IP address.</summary>
    public required string HostName { get; init; }

    /// <summary>This process on this machine.</summary>
    public static AuditNode OfThisProcess(string sourceId) => new()
    {
        SourceId = sourceId,
        ProcessId = Environment.ProcessId.ToString(CultureInfo.InvariantCulture),
        HostName = Dns.GetHostName(),
    };

    public AuditSourceIdentification ToSource() => new(SourceId, EnterpriseSiteId) { TypeCodes = [SourceType] };

    /// <summary>This system as a participant of an event that is no transaction.</summary>
    public ActiveParticipant ToParticipant(bool isRequestor) => new()
    {
        UserId = SourceId,
        AlternativeUserId = ProcessId,
        IsRequestor = isRequestor,
        NetworkAccessPoint = NetworkAccessPoint.OfHost(HostName),
    };
}
