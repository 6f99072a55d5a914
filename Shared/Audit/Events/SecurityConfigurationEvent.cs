using XdsDmp.Audit.Codes;
using XdsDmp.Audit.Messages;

namespace XdsDmp.Audit.Events;

/// <summary>
/// Whom this node trusts, what others may do, or its own certificate has changed, or could not be taken up as it is now
/// (DICOM PS3.15 A.5.3, Security Alert, Security Configuration).
/// </summary>
public static class SecurityConfigurationEvent
{
    /// <param name="node">Whose configuration it is.</param>
    /// <param name="time">When it was noticed.</param>
    /// <param name="file">The file, or the folder.</param>
    /// <param name="outcome">Success: it holds from now on; else what was good before still holds.</param>
    public static AuditMessage Build(AuditNode node, DateTimeOffset time, string file, AuditOutcome outcome) => new()
    {
        Event = NodeEvent.Of(
            EventIds.SecurityAlert, EventTypes.SecurityConfiguration, EventAction.Execute, time, outcome),
        ActiveParticipants = [node.ToParticipant(isRequestor: true)],
        Source = node.ToSource(),
        ParticipantObjects =
        [
            new ParticipantObject
            {
                Id = new Uri(Path.GetFullPath(file)).AbsoluteUri,
                IdTypeCode = ObjectIdTypes.Uri,
                Type = ObjectType.SystemObject,
                Role = ObjectRole.SecurityResource,
                Details = [new ObjectDetail(DetailTypes.AlertDescription, outcome.Description ?? "")],
            },
        ],
    };
}
