using XdsDmp.Audit.Events;
using XdsDmp.Audit.Messages;
using XdsDmp.Security.Vihf;

namespace XdsDmp.Hosting.Callers;

/// <summary>
/// Whether a message comes by one of the ways into a DMP that need no authorisation of the patient (bris de glace,
/// centre 15): patients are told of each, whatever comes of it.
/// </summary>
internal static class EmergencyAccess
{
    /// <summary>
    /// The record of it; null for every other message, and for one that another of our services passes on: that one
    /// has it already.
    /// </summary>
    public static AuditMessage? Of(TransactionId id, SoapExchange exchange) =>
        exchange is { ActsForItself: false, Assertion.Vihf: { Patient: not null } vihf }
            && vihf.Purpose != AccessPurpose.Normal
            ? EmergencyAccessEvent.Build(exchange.AuditContext, id.Number, vihf.Reason)
            : null;
}
