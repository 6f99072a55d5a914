using XdsDmp.Metadata.Ebxml;
using XdsDmp.Metadata.Model;
using XdsDmp.Registry.Storage;
using XdsDmp.Sql;

namespace XdsDmp.Registry.Submissions;

/// <summary>
/// Stores a submission that passed every rule, with all that follows from it, in the caller's transaction.
/// </summary>
internal sealed class Registration(
    WriteSession session, RegistrationContext context, ObjectInserts inserts, Hl7Time now)
{
    private readonly Dictionary<ObjectId, long> _keys = [];
    private long _patient;

    // 1. patient  2. objects, then associations between them  3. what is replaced, with folders and dependants
    // 4. folders that got a document say when
    public void Store(PreparedSubmission prepared)
    {
        var submission = context.Submission;
        _patient = context.Patient?.Key ?? PatientStore.Add(session, submission.SubmissionSet.PatientId!);
        AddObjects(submission, prepared);
        foreach (var association in InDependencyOrder(submission.Associations))
        {
            Add(association, prepared.FragmentOf(association));
        }

        foreach (var association in submission.Associations.Where(a => a.Type!.Value.Replaces()))
        {
            Replace(association);
        }

        foreach (var folder in submission.Associations.Select(a => context.Registered(a.Source))
            .OfType<RegisteredObject>().Distinct())
        {
            RegistryObjectStore.Touch(session, folder, now);
        }
    }

    private void AddObjects(Submission submission, PreparedSubmission prepared)
    {
        var set = submission.SubmissionSet;
        _keys.TryAdd(set.Id, inserts.SubmissionSet(session, set, prepared.FragmentOf(set), _patient));
        foreach (var entry in submission.DocumentEntries)
        {
            _keys.TryAdd(entry.Id, inserts.DocumentEntry(session, entry, prepared.FragmentOf(entry), _patient));
        }

        foreach (var folder in submission.Folders)
        {
            _keys.TryAdd(folder.Id, inserts.Folder(session, folder, prepared.FragmentOf(folder), _patient));
        }
    }

    /// <summary>
    /// An association whose target is an association (SubmissionSet → folder membership) comes after it.
    /// </summary>
    private IEnumerable<Association> InDependencyOrder(IReadOnlyCollection<Association> associations) =>
        associations.OrderBy(a => context.Submitted(a.Target) is Association);

    private void Add(Association association, byte[] fragment) => _keys.TryAdd(
        association.Id, ObjectInserts.Association(
            session, association, fragment, KeyOf(association.Source), KeyOf(association.Target)));

    private long KeyOf(ObjectId id) => _keys.TryGetValue(id, out var key) ? key : context.Registered(id)!.Key;

    /// <summary>
    /// RPLC and XFRM_RPLC (ITI TF-3 §4.2.2.2.3): the old entry and what depends on it are Deprecated, folders get the
    /// new one.
    /// </summary>
    private void Replace(Association association)
    {
        var replaced = context.Registered(association.Target)!;
        var folders = RegistryObjectStore.FoldersOf(session, replaced.Key);
        Deprecate(replaced);
        foreach (var folder in folders.Where(f => f.Patient == _patient))
        {
            AddToFolder(association.Source, folder);
        }
    }

    private void Deprecate(RegisteredObject entry)
    {
        RegistryObjectStore.Deprecate(session, entry);
        foreach (var child in RegistryObjectStore.ChildrenOf(session, entry.Key)
            .Where(c => !_keys.ContainsValue(c.Key)))
        {
            Deprecate(child);
        }
    }

    private void AddToFolder(ObjectId entry, RegisteredObject folder)
    {
        var membership = Member(new ObjectId(folder.EntryUuid), entry);
        _keys.Add(membership.Id, ObjectInserts.Association(
            session, membership, Fragment.Of(membership.Rim), folder.Key, KeyOf(entry)));
        Add(Member(context.Submission.SubmissionSet.Id, membership.Id));
        RegistryObjectStore.Touch(session, folder, now);
    }

    private void Add(Association association) => Add(association, Fragment.Of(association.Rim));

    private static Association Member(ObjectId source, ObjectId target)
    {
        var id = NewId.Next();
        var rim = new RimAssociation
        {
            Id = id.ToString(),
            AssociationType = AssociationType.HasMember.ToUrn(),
            SourceObject = source.ToString(),
            TargetObject = target.ToString(),
        };
        return new Association((RimAssociation)RegisteredForm.Of(
            rim, new RegistrationState(AvailabilityStatus.Approved, id)));
    }
}
