using XdsDmp.Audit.Codes;
using XdsDmp.Audit.Messages;

namespace XdsDmp.Audit.Events;

/// <summary>
/// A node that is known wanted to do what it is not allowed, and was kept from it (DICOM PS3.15 A.5.3, Security Alert,
/// Use of Restricted Function).
/// </summary>
public static class RestrictedFunctionEvent
{
    public static AuditMessage Build(
        AuditNode node, DateTimeOffset time, RefusedPeer peer, string alertDescription)
    {
        var refusal = NodeAuthenticationFailureEvent.Build(node, time, peer, alertDescription);
        return refusal with { Event = refusal.Event with { TypeCodes = [EventTypes.RestrictedFunction] } };
    }
}
