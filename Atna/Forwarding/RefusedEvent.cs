using System.Globalization;
using XdsDmp.Audit.Codes;
using XdsDmp.Audit.Events;
using XdsDmp.Audit.Messages;

namespace XdsDmp.Atna.Forwarding;

/// <summary>
/// Records did not reach another audit repository and never will by themselves (Security Alert, PS3.15 A.5.3): somebody
/// has to bring them there.
/// </summary>
internal static class RefusedEvent
{
    public static AuditMessage Build(
        AuditNode node, DateTimeOffset time, ForwardingTarget target, IReadOnlyList<RefusedCopy> refused)
    {
        var description = $"{target.Name} refused {refused.Count} records for good, the first with {refused[0].Cause}";
        return new AuditMessage
        {
            Event = new EventIdentification
            {
                Id = EventIds.SecurityAlert,
                Action = EventAction.Execute,
                Time = time,
                Outcome = new AuditOutcome(EventOutcome.SeriousFailure, description),
            },
            ActiveParticipants =
            [
                node.ToParticipant(isRequestor: true),
                new ActiveParticipant
                {
                    UserId = target.Name,
                    IsRequestor = false,
                    NetworkAccessPoint = NetworkAccessPoint.OfHost(target.Host),
                },
            ],
            Source = node.ToSource(),
            ParticipantObjects =
            [
                new ParticipantObject
                {
                    Id = target.Name,
                    IdTypeCode = ObjectIdTypes.NodeId,
                    Type = ObjectType.SystemObject,
                    Role = ObjectRole.SecurityResource,
                    Details =
                    [
                        new ObjectDetail(DetailTypes.AlertDescription, description),
                        new ObjectDetail("Records", string.Join(',', refused.Select(
                            copy => copy.Sequence.ToString(CultureInfo.InvariantCulture)))),
                    ],
                },
            ],
        };
    }
}
