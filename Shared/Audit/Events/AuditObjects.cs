using XdsDmp.Audit.Codes;
using XdsDmp.Audit.Messages;

namespace XdsDmp.Audit.Events;

/// <summary>The object rows that transactions share (audit sections of ITI TF-2 §3.18, §3.41, §3.42, §3.43).</summary>
internal static class AuditObjects
{
    /// <summary>The patient in CX form; none when the transaction did not name one.</summary>
    public static IEnumerable<ParticipantObject> Patient(string? patientId, params IEnumerable<ObjectDetail> details)
    {
        if (!string.IsNullOrEmpty(patientId))
        {
            yield return new ParticipantObject
            {
                Id = patientId,
                IdTypeCode = ObjectIdTypes.PatientNumber,
                Type = ObjectType.Person,
                Role = ObjectRole.Patient,
                Details = [.. details],
            };
        }
    }

    public static IEnumerable<ParticipantObject> SubmissionSet(string? uniqueId)
    {
        if (!string.IsNullOrEmpty(uniqueId))
        {
            yield return new ParticipantObject
            {
                Id = uniqueId,
                IdTypeCode = ObjectIdTypes.SubmissionSet,
                Type = ObjectType.SystemObject,
                Role = ObjectRole.Job,
            };
        }
    }

    public static IEnumerable<ObjectDetail> Detail(string type, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            yield return new ObjectDetail(type, value);
        }
    }
}
