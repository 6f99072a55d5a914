using XdsDmp.Metadata.Ebxml;
using XdsDmp.Metadata.Model;
using XdsDmp.Registry.Dmp.Storage;
using XdsDmp.Registry.Storage;
using XdsDmp.Registry.Submissions;
using XdsDmp.Sql;

namespace XdsDmp.Registry.Updates;

/// <summary>Stores an update that passed every rule, in the caller's transaction.</summary>
internal sealed class UpdateStore(WriteSession session, UpdateContext context, ObjectInserts inserts, Hl7Time now)
{
    private readonly Dictionary<ObjectId, long> _keys = [];

    /// <summary>The survivor: an update is refused under an identifier that was merged away.</summary>
    private readonly long _patient = context.Registration.Patient?.Key
        ?? PatientStore.Add(session, context.Registration.Submission.SubmissionSet.PatientId!);

    // 1. SubmissionSet  2. new versions, previous ones Deprecated, memberships  3. associations that go on
    // 4. submitted associations  5. statuses, of the new version where there is one
    public void Store(IReadOnlyList<PropagatedAssociation> propagated)
    {
        var set = new SubmissionSet((RegistryPackage)Initial(context.Registration.Submission.SubmissionSet.Rim));
        _keys[set.Id] = inserts.SubmissionSet(session, set, StoredFragment.Of(set.Rim), _patient);
        foreach (var version in context.Operations.Versions)
        {
            StoreVersion(version);
        }

        foreach (var (association, folder) in propagated)
        {
            Add(association);
            if (folder is not null)
            {
                RegistryObjectStore.Touch(session, folder, now);
            }
        }

        foreach (var submitted in context.Operations.Associations)
        {
            StoreAssociation(submitted.Association);
        }

        foreach (var update in context.Operations.StatusUpdates)
        {
            StoreStatus(update);
        }
    }

    private void StoreVersion(NewVersion version)
    {
        var latest = context.Latest(version)!;
        var state = new RegistrationState(latest.Object.Status, version.Object.LogicalId.Uuid, latest.Number + 1);
        if (version.Object is DocumentEntry submitted)
        {
            var entry = new DocumentEntry((ExtrinsicObject)RegisteredForm.Of(submitted.Rim, state));
            _keys[entry.Id] = inserts.DocumentEntry(session, entry, StoredFragment.Of(entry.Rim), _patient);
        }
        else
        {
            // A new version is no new content: the folder still says when it last got a document.
            var time = RegistryObjectStore.LastUpdateTimeOf(session, latest.Object.Key);
            var folder = new Folder((RegistryPackage)RegisteredForm.Of(
                version.Object.Rim, state with { LastUpdateTime = time }));
            _keys[folder.Id] = inserts.Folder(session, folder, StoredFragment.Of(folder.Rim), _patient);
        }

        RegistryObjectStore.SetStatus(session, latest.Object.Key, AvailabilityStatus.Deprecated);
        EntryVisibility.Supersede(session, latest.Object.Key);
        Add(new Association((RimAssociation)Initial(version.Membership.Rim)));
    }

    /// <summary>With the consequences that such an association has when it comes with a document.</summary>
    private void StoreAssociation(Association submitted)
    {
        Add(new Association((RimAssociation)Initial(submitted.Rim)));
        if (submitted.Type!.Value.Replaces())
        {
            var source = context.Registration.Registered(submitted.Source)!.Key;
            Replacement.Deprecate(session, context.Registration.Registered(submitted.Target)!, key => key == source);
        }
        else if (submitted.Type == AssociationType.HasMember)
        {
            RegistryObjectStore.Touch(session, context.Registration.Registered(submitted.Source)!, now);
        }
    }

    private void StoreStatus(Association update)
    {
        var target = context.Registration.Registered(update.Target)!;
        var current = context.SuccessorOf(target) is { } successor
            ? RegistryObjectStore.Find(session, successor.Object.Id.Uuid!.Value)!
            : target;
        RegistryObjectStore.SetStatus(
            session, current.Key, AvailabilityStatuses.TryParse(update.Rim.SlotValue(SlotNames.NewStatus))!.Value);
        if (context.Settings.LifeCycle == LifeCycle.Dmp)
        {
            SubmissionSetState.Follow(session, current.Key);
        }
    }

    private void Add(Association association) => _keys[association.Id] = ObjectInserts.Association(
        session, association, StoredFragment.Of(association.Rim), KeyOf(association.Source), KeyOf(association.Target),
        now);

    private long KeyOf(ObjectId id) => _keys.TryGetValue(id, out var key)
        ? key
        : RegistryObjectStore.Find(session, id.Uuid!.Value)!.Key;

    private static RegistryObject Initial(RegistryObject it) => RegisteredForm.Of(
        it, new RegistrationState(
            AvailabilityStatus.Approved, ObjectId.Of(it.Id).Uuid, it is RimAssociation ? null : 1));
}
