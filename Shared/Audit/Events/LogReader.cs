using XdsDmp.Audit.Messages;

namespace XdsDmp.Audit.Events;

/// <summary>The person or process that read the audit log.</summary>
public sealed record LogReader(string UserId, string? UserName = null, string? Address = null)
{
    internal ActiveParticipant ToParticipant() => new()
    {
        UserId = UserId,
        UserName = UserName,
        IsRequestor = true,
        NetworkAccessPoint = NetworkAccessPoint.OfHost(Address),
    };
}
