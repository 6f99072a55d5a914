using XdsDmp.Audit;
using XdsDmp.Audit.Messages;
using XdsDmp.Audit.Summaries;

namespace XdsDmp.Atna.Storage;

/// <summary>One line of a list: what happened, who did it, to whom.</summary>
public sealed record AuditListing
{
    internal AuditListing(AuditRecord record)
    {
        Sequence = record.Sequence;
        ReceivedAt = record.Message.ReceivedAt;
        Transport = record.Message.Transport;
        Peer = record.Message.Peer;
        PeerCertificate = record.Message.PeerCertificate;
        Event = record.Audit.Event;
        SourceId = record.Audit.SourceId;
        Users = UsersOf(record.Audit.Participants);
        Requestors = UsersOf(record.Audit.Participants.Where(participant => participant.IsRequestor == true));
        Patients = PatientsOf(record.Audit.Objects);
        AppName = record.Syslog.AppName;
        Findings = [.. record.Findings.Select(f => f.Code).Distinct()];
    }

    public long Sequence { get; }

    public DateTimeOffset ReceivedAt { get; }

    public string Transport { get; }

    public string Peer { get; }

    public string? PeerCertificate { get; }

    public EventSummary Event { get; }

    /// <summary>The code that names the event best: its first EventTypeCode, or else its EventID.</summary>
    public CodedValue? Code => Event.TypeCodes.Count > 0 ? Event.TypeCodes[0] : Event.Id;

    public string? SourceId { get; }

    /// <summary>UserIDs of all participants, in the message's order; names of those that have no id.</summary>
    public IReadOnlyList<string> Users { get; }

    /// <summary>UserIDs of those who began it.</summary>
    public IReadOnlyList<string> Requestors { get; }

    public IReadOnlyList<string> Patients { get; }

    /// <summary>Of the syslog header: all that there is for a message that is no audit message.</summary>
    public string? AppName { get; }

    public IReadOnlyList<FindingCode> Findings { get; }

    private static string[] UsersOf(IEnumerable<ParticipantSummary> participants) =>
        [.. participants.Select(participant => participant.UserId ?? participant.UserName).OfType<string>()];

    private static string[] PatientsOf(IEnumerable<ObjectSummary> objects)
    {
        var ids = objects.Where(PatientTerms.IsPatient).Select(patient => patient.RepairedId ?? patient.Id);
        return [.. ids.OfType<string>().Distinct()];
    }
}
