using XdsDmp.Metadata.Model;
using XdsDmp.Registry.Dmp.Rules;
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
    private readonly HashSet<(long Folder, ObjectId Entry)> _memberships = [];
    private long _patient;

    // 1. patient  2. objects, then associations between them  3. what is replaced, with folders and dependants
    // 4. folders that got a document say when
    public void Store(PreparedSubmission prepared, HiddenFromTheStart hidden)
    {
        var submission = context.Submission;
        _patient = context.Patient?.Key ?? PatientStore.Add(session, submission.SubmissionSet.PatientId!);
        AddObjects(submission, prepared, hidden);
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

    private void AddObjects(Submission submission, PreparedSubmission prepared, HiddenFromTheStart hidden)
    {
        var set = submission.SubmissionSet;
        _keys.TryAdd(set.Id, inserts.SubmissionSet(session, set, prepared.FragmentOf(set), _patient));
        foreach (var entry in submission.DocumentEntries)
        {
            var kept = hidden.Of(entry);
            var fragment = kept == entry ? prepared.FragmentOf(entry) : StoredFragment.Of(kept.Rim);
            _keys.TryAdd(entry.Id, inserts.DocumentEntry(session, kept, fragment, _patient));
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

    private void Add(Association association, StoredFragment fragment)
    {
        var source = KeyOf(association.Source);
        _keys.TryAdd(association.Id, ObjectInserts.Association(
            session, association, fragment, source, KeyOf(association.Target), now));
        _memberships.Add((source, association.Target));
    }

    private long KeyOf(ObjectId id) => _keys.TryGetValue(id, out var key) ? key : context.Registered(id)!.Key;

    /// <summary>
    /// RPLC and XFRM_RPLC (ITI TF-3 §4.2.2.2.3): the old entry and what depends on it are Deprecated, folders get the
    /// new one, unless the submission itself puts it there.
    /// </summary>
    private void Replace(Association association)
    {
        var replaced = context.Registered(association.Target)!;
        var folders = RegistryObjectStore.FoldersOf(session, replaced.Key);
        Replacement.Deprecate(session, replaced, isSpared: _keys.Values.ToHashSet().Contains);
        foreach (var folder in folders.Where(f => IsOfThisPatient(f) && _memberships.Add((f.Key, association.Source))))
        {
            _keys.TryAdd(new ObjectId(folder.EntryUuid), folder.Key);
            var membership = NewAssociation.Member(new ObjectId(folder.EntryUuid), association.Source);
            Add(membership);
            Add(NewAssociation.Member(context.Submission.SubmissionSet.Id, membership.Id));
            RegistryObjectStore.Touch(session, folder, now);
        }
    }

    private bool IsOfThisPatient(RegisteredObject folder) =>
        PatientStore.PersonOf(session, folder.Patient!.Value) == PatientStore.PersonOf(session, _patient);

    private void Add(Association association) => Add(association, StoredFragment.Of(association.Rim));
}
