using XdsDmp.Audit.Codes;
using XdsDmp.Audit.Messages;

namespace XdsDmp.Audit.Events;

/// <summary>
/// Somebody has begun to use rights that emergencies give (DICOM PS3.15 A.5.3, Security Alert, Emergency Override
/// Started): told before anything is done, and beside the record of what is done.
/// </summary>
public static class EmergencyAccessEvent
{
    /// <param name="context">Who, at which end; whose record.</param>
    /// <param name="transaction">What is asked for, for instance <c>ITI-18</c>.</param>
    /// <param name="reason">Why, in the words of the user.</param>
    public static AuditMessage Build(AuditContext context, string transaction, string? reason)
    {
        ArgumentNullException.ThrowIfNull(context);
        var started = NodeEvent.Of(
            EventIds.SecurityAlert, EventTypes.EmergencyOverrideStarted, EventAction.Execute, context.Time,
            AuditOutcome.Success);
        return new AuditMessage
        {
            Event = started with { PurposesOfUse = context.PurposesOfUse },
            ActiveParticipants =
            [
                .. context.Humans.Select(human => human.ToParticipant()),
                .. context.Organizations.Select(organization => organization.ToParticipant()),
                context.Node.ToParticipant(isRequestor: false),
            ],
            Source = context.Node.ToSource(),
            ParticipantObjects =
            [
                .. AuditObjects.Patient(
                    context.AssertedPatientId,
                    [
                        .. AuditObjects.Detail(DetailTypes.Transaction, transaction),
                        .. AuditObjects.Detail(DetailTypes.EmergencyReason, reason),
                    ]),
            ],
        };
    }
}
