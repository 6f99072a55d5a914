using XdsDmp.Audit.Codes;
using XdsDmp.Audit.Messages;

namespace XdsDmp.Audit.Events;

/// <summary>A person logged in or out, or failed to (DICOM PS3.15 A.5.3, User Authentication).</summary>
public static class UserAuthenticationEvent
{
    public static AuditMessage BuildLogin(
        AuditNode node, DateTimeOffset time, LogReader person, AuditOutcome outcome) =>
        Build(node, time, EventTypes.Login, person, outcome);

    public static AuditMessage BuildLogout(AuditNode node, DateTimeOffset time, LogReader person) =>
        Build(node, time, EventTypes.Logout, person, AuditOutcome.Success);

    private static AuditMessage Build(
        AuditNode node, DateTimeOffset time, CodedValue type, LogReader person, AuditOutcome outcome) => new()
        {
            Event = NodeEvent.Of(EventIds.UserAuthentication, type, EventAction.Execute, time, outcome),
            ActiveParticipants = [person.ToParticipant(), node.ToParticipant(isRequestor: false)],
            Source = node.ToSource(),
        };
}
