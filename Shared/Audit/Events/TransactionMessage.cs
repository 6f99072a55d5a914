using XdsDmp.Audit.Codes;
using XdsDmp.Audit.Messages;

namespace XdsDmp.Audit.Events;

/// <summary>What the records of all transactions have in common: the two ends, the people, the source.</summary>
internal static class TransactionMessage
{
    /// <summary>
    /// Descriptions come from errors that may quote what was sent; the record is bounded, the log of the service is the
    /// place for more.
    /// </summary>
    private const int MaxDescriptionLength = 1024;

    public static AuditMessage Build(
        AuditContext context,
        TransactionKind kind,
        AuditOutcome outcome,
        params IReadOnlyList<ParticipantObject> objects) => new()
        {
            Event = new EventIdentification
            {
                Id = kind.EventId,
                TypeCodes = [kind.Type],
                Action = kind.Action,
                Time = context.Time,
                Outcome = Bounded(outcome),
                PurposesOfUse = context.PurposesOfUse,
            },
            ActiveParticipants = Participants(context, kind),
            Source = context.Node.ToSource(),
            ParticipantObjects = objects.Any(one => one.Role == ObjectRole.Patient)
                ? objects
                : [.. AuditObjects.Patient(context.AssertedPatientId), .. objects],
        };

    private static IReadOnlyList<ActiveParticipant> Participants(AuditContext context, TransactionKind kind)
    {
        var humans = context.Humans.Select(human => human.ToParticipant())
            .Concat(context.Organizations.Select(organization => organization.ToParticipant()));
        return kind.ServerIsSource
            ? [Server(context, RoleIds.Source), .. humans, Client(context, RoleIds.Destination)]
            : [Client(context, RoleIds.Source), .. humans, Server(context, RoleIds.Destination)];
    }

    private static ActiveParticipant Client(AuditContext context, CodedValue role)
    {
        var isOwn = context.End == TransactionEnd.Client;
        return new ActiveParticipant
        {
            UserId = context.ClientUserId,
            AlternativeUserId = isOwn ? context.Node.ProcessId : null,
            UserName = context.ClientUserName,
            IsRequestor = true,
            NetworkAccessPoint = NetworkAccessPoint.OfHost(isOwn ? context.Node.HostName : context.PeerAddress),
            RoleIdCodes = [role],
        };
    }

    private static ActiveParticipant Server(AuditContext context, CodedValue role)
    {
        var isOwn = context.End == TransactionEnd.Server;
        return new ActiveParticipant
        {
            UserId = context.ServerEndpoint,
            AlternativeUserId = isOwn ? context.Node.ProcessId : null,
            IsRequestor = false,
            NetworkAccessPoint = isOwn
                ? NetworkAccessPoint.OfHost(context.Node.HostName)
                : NetworkAccessPoint.OfHost(context.PeerAddress) ?? NetworkAccessPoint.OfUri(context.ServerEndpoint),
            RoleIdCodes = [role],
        };
    }

    private static AuditOutcome Bounded(AuditOutcome outcome) =>
        outcome.Description is { Length: > MaxDescriptionLength } description
            ? outcome with { Description = description[..MaxDescriptionLength] }
            : outcome;
}
