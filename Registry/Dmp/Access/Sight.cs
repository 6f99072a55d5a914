using XdsDmp.Registry.Dmp.Storage;
using XdsDmp.Registry.Storage;
using XdsDmp.Sql;

namespace XdsDmp.Registry.Dmp.Access;

/// <summary>
/// What one viewer sees of the registry while his question is being answered: the documents of one person that
/// <see cref="DocumentRights"/> shows him, what holds such documents, and what links them. Anything else looks absent.
/// </summary>
/// <param name="viewer">Who looks.</param>
/// <param name="rights">What he sees of this DMP.</param>
/// <param name="patients">Keys of all identifiers of the person.</param>
internal sealed class Sight(Viewer viewer, DocumentRights rights, IReadOnlySet<long> patients)
{
    private readonly Dictionary<long, bool> _shown = [];
    private readonly Dictionary<long, string?> _codes = [];

    public DocumentRights Rights => rights;

    /// <summary>A document entry.</summary>
    public bool Shows(ReadSession session, EntryRow entry) =>
        patients.Contains(entry.Patient) && rights.Sees(FactsOf(session, entry));

    /// <summary>An object of any kind: an association is seen by who sees both its ends.</summary>
    public bool Shows(ReadSession session, long key)
    {
        if (!_shown.TryGetValue(key, out var isShown))
        {
            _shown[key] = isShown = Look(session, key);
        }

        return isShown;
    }

    /// <summary>
    /// A SubmissionSet that brought nothing he sees would tell of what he does not see; a Folder may be empty.
    /// </summary>
    public bool ShowsHolder(ReadSession session, ObjectKind kind, long key, long? patient) =>
        patient is { } owner && patients.Contains(owner)
        && (kind == ObjectKind.Folder || EntryFacts.HoldsFolder(session, key)
            || EntryFacts.MembersOf(session, key).Exists(entry => Shows(session, entry)));

    /// <summary>What the decision looks at.</summary>
    public DocumentFacts FactsOf(ReadSession session, EntryRow entry) => new()
    {
        ClassCode = CodeOf(session, entry.Class),
        TypeCode = CodeOf(session, entry.Type),
        Visibility = entry.Visibility,
        Status = entry.Status,
        IsAuthored = () => EntryFacts.IsAuthoredBy(session, entry.Key, viewer.UserId),
        IsOfStructure = () => EntryFacts.AuthorsOf(session, entry.Key)
            .Any(author => AuthorNames.IsOfStructure(author, viewer.StructureId)),
        IsOfPatient = () => EntryFacts.AuthorsOf(session, entry.Key).Any(AuthorNames.IsPatient),
    };

    private bool Look(ReadSession session, long key) => EntryFacts.Outline(session, key) switch
    {
        null => false,
        { Kind: ObjectKind.DocumentEntry } => Shows(session, EntryFacts.Find(session, key)!.Value),
        { Kind: ObjectKind.Association } link =>
            Shows(session, link.Source!.Value) && Shows(session, link.Target!.Value),
        var holder => ShowsHolder(session, holder.Value.Kind, key, holder.Value.Patient),
    };

    private string? CodeOf(ReadSession session, long? key)
    {
        if (key is not { } known)
        {
            return null;
        }

        if (!_codes.TryGetValue(known, out var code))
        {
            _codes[known] = code = EntryFacts.CodeOf(session, known);
        }

        return code;
    }
}
