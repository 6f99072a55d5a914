using XdsDmp.Metadata.Errors;
using XdsDmp.Metadata.Model;
using XdsDmp.Registry.Dmp.Access;
using XdsDmp.Registry.Storage;
using XdsDmp.Sql;

namespace XdsDmp.Registry.Submissions;

/// <summary>A submission that is right in itself, before the registry's state: what the rules look at.</summary>
internal sealed class RegistrationContext
{
    private readonly Sight? _sight;
    private readonly Dictionary<ObjectId, MetadataObject> _submitted = [];
    private readonly Dictionary<ObjectId, RegisteredObject> _registered = [];

    /// <summary>Looks up what the associations refer to outside the submission: one look-up each.</summary>
    /// <param name="session">Where it looks.</param>
    /// <param name="submission">What is submitted.</param>
    /// <param name="sight">What the sender sees: the rest looks absent; null: everything.</param>
    public RegistrationContext(ReadSession session, Submission submission, Sight? sight = null)
    {
        _sight = sight;
        Session = session;
        Submission = submission;
        foreach (var it in submission.Objects())
        {
            _submitted.TryAdd(it.Id, it);
        }

        foreach (var association in submission.Associations)
        {
            LookUp(association.Source);
            LookUp(association.Target);
        }

        Patient = PatientStore.Find(session, submission.SubmissionSet.PatientId!);
    }

    public ReadSession Session { get; }

    public Submission Submission { get; }

    public RegistryErrors Errors { get; } = [];

    /// <summary>The patient of the whole submission; null when unknown.</summary>
    public (long Key, PatientState State)? Patient { get; }

    public MetadataObject? Submitted(ObjectId id) => _submitted.GetValueOrDefault(id);

    public RegisteredObject? Registered(ObjectId id) => _registered.GetValueOrDefault(id);

    /// <summary>Merges taken into account, and identifiers that are the same person's.</summary>
    public bool IsOfPatient(RegisteredObject it) =>
        Patient is { State: PatientState.Active } patient && it.Patient is { } key
        && PatientStore.PersonOf(Session, key) == PatientStore.PersonOf(Session, patient.Key);

    /// <summary>The sender sees that object.</summary>
    public bool Shows(long key) => _sight is null || _sight.Shows(Session, key);

    private void LookUp(ObjectId id)
    {
        if (!_submitted.ContainsKey(id) && !_registered.ContainsKey(id) && id.Uuid is { } uuid
            && RegistryObjectStore.Find(Session, uuid) is { } found && Shows(found.Key))
        {
            _registered.Add(id, found);
        }
    }
}
