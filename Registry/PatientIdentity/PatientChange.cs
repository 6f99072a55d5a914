using XdsDmp.Audit.Events;
using XdsDmp.Audit.Messages;
using XdsDmp.Metadata.Model;
using XdsDmp.Sql;

namespace XdsDmp.Registry.PatientIdentity;

/// <summary>What one message of a patient identity feed asks for, whichever form it came in.</summary>
internal abstract record PatientChange
{
    /// <summary>Whose records it touches, and how: one audit message each.</summary>
    public abstract IReadOnlyList<AuditedPatient> Audited { get; }

    /// <summary>The identifiers of the affinity domain that it names.</summary>
    public abstract IReadOnlyList<PatientId> Patients { get; }

    /// <summary>Carries it out in the caller's transaction; nothing is changed unless the result is empty.</summary>
    public abstract IReadOnlyList<FeedError> Apply(WriteSession session, DateTimeOffset now);

    private protected static AuditedPatient Record(PatientId patient, EventAction action) =>
        new(patient.ToString(), action);
}
