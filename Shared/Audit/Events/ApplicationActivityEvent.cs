using XdsDmp.Audit.Codes;
using XdsDmp.Audit.Messages;

namespace XdsDmp.Audit.Events;

/// <summary>A service started or stopped (DICOM PS3.15 A.5.3, Application Activity).</summary>
public static class ApplicationActivityEvent
{
    public static AuditMessage BuildStart(
        AuditNode node,
        DateTimeOffset time,
        params IReadOnlyList<string> launchers) => Build(node, time, EventTypes.ApplicationStart, launchers);

    public static AuditMessage BuildStop(
        AuditNode node,
        DateTimeOffset time,
        params IReadOnlyList<string> launchers) => Build(node, time, EventTypes.ApplicationStop, launchers);

    private static AuditMessage Build(
        AuditNode node,
        DateTimeOffset time,
        CodedValue type,
        IReadOnlyList<string> launchers) => new()
        {
            Event = NodeEvent.Of(
                EventIds.ApplicationActivity, type, EventAction.Execute, time, AuditOutcome.Success),
            ActiveParticipants =
            [
                node.ToParticipant(isRequestor: false) with { RoleIdCodes = [RoleIds.Application] },
                .. launchers.Select(Launcher),
            ],
            Source = node.ToSource(),
        };

    private static ActiveParticipant Launcher(string userId) => new()
    {
        UserId = userId,
        IsRequestor = true,
        RoleIdCodes = [RoleIds.ApplicationLauncher],
    };
}
