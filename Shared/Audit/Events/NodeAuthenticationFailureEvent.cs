using XdsDmp.Audit.Codes;
using XdsDmp.Audit.Messages;

namespace XdsDmp.Audit.Events;

/// <summary>
/// A peer failed mutual authentication (ITI-19, ITI TF-2 §3.19; DICOM PS3.15 A.5.3, Security Alert). Successful
/// authentications are not recorded.
/// </summary>
public static class NodeAuthenticationFailureEvent
{
    /// <param name="indicator">4 or 8: the peer was kept out. 12 would say that this node may be compromised.</param>
    public static AuditMessage Build(
        AuditNode node,
        DateTimeOffset time,
        RefusedPeer peer,
        string alertDescription,
        EventOutcome indicator = EventOutcome.MinorFailure) => new()
        {
            Event = NodeEvent.Of(
                EventIds.SecurityAlert,
                EventTypes.NodeAuthentication,
                EventAction.Execute,
                time,
                new AuditOutcome(indicator, alertDescription)),
            ActiveParticipants =
            [
                // In a Security Alert the requestor is who reports, not who caused it.
                node.ToParticipant(isRequestor: true),
                new ActiveParticipant
                {
                    UserId = peer.Name,
                    IsRequestor = false,
                    NetworkAccessPoint = NetworkAccessPoint.OfHost(peer.Address),
                },
            ],
            Source = node.ToSource(),
            ParticipantObjects = [PeerObject(peer, alertDescription)],
        };

    private static ParticipantObject PeerObject(RefusedPeer peer, string alertDescription) => new()
    {
        Id = peer.Name,
        IdTypeCode = ObjectIdTypes.NodeId,
        Type = ObjectType.SystemObject,
        Role = ObjectRole.SecurityResource,
        Details = [new ObjectDetail(DetailTypes.AlertDescription, alertDescription)],
    };
}
