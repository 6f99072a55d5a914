using XdsDmp.Metadata.Errors;
using XdsDmp.Metadata.Model;
using XdsDmp.Registry.Storage;
using XdsDmp.Sql;

namespace XdsDmp.Registry.Submissions;

/// <summary>A submission that is right in itself, before the registry's state: what the rules look at.</summary>
internal sealed class RegistrationContext
{
    private readonly Dictionary<ObjectId, MetadataObject> _submitted = [];
    private readonly Dictionary<ObjectId, RegisteredObject> _registered = [];

    /// <summary>Looks up what the associations refer to outside the submission: one look-up each.</summary>
    public RegistrationContext(ReadSession session, Submission submission)
    {
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

    /// <summary>Merges taken into account.</summary>
    public bool IsOfPatient(RegisteredObject it) =>
        Patient is { } patient && it.Patient is { } key && PatientStore.SurvivorOf(Session, key).Key == patient.Key;

    private void LookUp(ObjectId id)
    {
        if (!_submitted.ContainsKey(id) && !_registered.ContainsKey(id) && id.Uuid is { } uuid
            && RegistryObjectStore.Find(Session, uuid) is { } found)
        {
            _registered.Add(id, found);
        }
    }
}
