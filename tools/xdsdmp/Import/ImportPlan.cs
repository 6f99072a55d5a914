using XdsDmp.Metadata.Model;

namespace XdsDmp.CommandLine.Import;

/// <summary>
/// What of a patient is submitted, in which submissions and in which order, so that every registration finds what it
/// refers to, and what is replaced ends Deprecated as it was.
/// </summary>
internal sealed class ImportPlan
{
    private readonly CurrentObjects _source;
    private readonly List<SkippedObject> _skipped = [];
    private readonly Dictionary<ObjectId, PlannedSet> _sets = [];

    /// <summary>Where each object comes from.</summary>
    private readonly Dictionary<ObjectId, PlannedSet> _owners = [];

    // 1. what each set brought  2. what ties that  3. what has to come before what  4. the order
    /// <param name="source">What there is.</param>
    /// <param name="reasonToSkip">Null: the object can be taken.</param>
    public ImportPlan(CurrentObjects source, Func<MetadataObject, string?> reasonToSkip)
    {
        _source = source;
        _skipped.AddRange(source.Skipped);
        foreach (var set in Taken(source.Sets, reasonToSkip))
        {
            _sets.TryAdd(set.Id, new PlannedSet(set));
            _owners.TryAdd(set.Id, _sets[set.Id]);
        }

        var origins = OriginsOf(source);
        Bring(Taken(source.Documents, reasonToSkip), origins, (set, document) => set.Documents.Add(document));
        Bring(Taken(source.Folders, reasonToSkip), origins, (set, folder) => set.Folders.Add(folder));
        Tie();
        Sets = SetOrder.Of([.. _sets.Values], _owners);
    }

    public IReadOnlyList<PlannedSet> Sets { get; }

    public IReadOnlyList<SkippedObject> Skipped => _skipped;

    private IEnumerable<T> Taken<T>(IEnumerable<T> objects, Func<MetadataObject, string?> reasonToSkip)
        where T : MetadataObject
    {
        foreach (var it in objects)
        {
            if (reasonToSkip(it) is { } reason)
            {
                _skipped.Add(SkippedObject.Of(it, reason));
            }
            else
            {
                yield return it;
            }
        }
    }

    /// <summary>
    /// The set in which an object came: the first, since an update makes the registry tie the same object to a later
    /// one.
    /// </summary>
    private Dictionary<ObjectId, PlannedSet> OriginsOf(CurrentObjects source)
    {
        var origins = new Dictionary<ObjectId, PlannedSet>();
        var memberships = source.Associations
            .Where(it => it.Type == AssociationType.HasMember && it.SubmissionSetStatus != "Reference"
                && _sets.ContainsKey(it.Source))
            .OrderBy(it => it.Rim.Slot(Metadata.Ebxml.SlotNames.PreviousVersion) is not null)
            .ThenBy(it => _sets[it.Source].Time, StringComparer.Ordinal)
            .ThenBy(it => _sets[it.Source].Tie, StringComparer.Ordinal);
        foreach (var membership in memberships)
        {
            origins.TryAdd(membership.Target, _sets[membership.Source]);
        }

        return origins;
    }

    private void Bring<T>(
        IEnumerable<T> objects, Dictionary<ObjectId, PlannedSet> origins, Action<PlannedSet, T> add)
        where T : MetadataObject
    {
        foreach (var it in objects.OrderBy(it => it.Id.ToString(), StringComparer.Ordinal))
        {
            if (origins.TryGetValue(it.Id, out var set))
            {
                _owners.TryAdd(it.Id, set);
                add(set, it);
            }
            else
            {
                _skipped.Add(SkippedObject.Of(it, "no submission set is known that brought it"));
            }
        }
    }

    /// <summary>Folder memberships first: a set may be tied to these.</summary>
    private void Tie()
    {
        var said = new HashSet<(string? Type, ObjectId Source, ObjectId Target)>();
        foreach (var (association, set) in _source.Associations
            .Where(it => !IsOfSet(it)).Select(it => (it, OwnerOf(it)))
            .OrderBy(it => it.Item2?.Time, StringComparer.Ordinal)
            .ThenBy(it => it.it.Id.ToString(), StringComparer.Ordinal))
        {
            if (set is null || association.Type is null or AssociationType.UpdateAvailabilityStatus
                or AssociationType.SubmitAssociation)
            {
                _skipped.Add(SkippedObject.Of(association, "what it ties is not taken"));
            }
            else if (said.Add((association.Rim.AssociationType, association.Source, association.Target)))
            {
                _owners.TryAdd(association.Id, set);
                set.Associations.Add(association);
            }
        }

        foreach (var membership in _source.Associations.Where(IsOfSet)
            .OrderBy(it => it.Id.ToString(), StringComparer.Ordinal))
        {
            TieToSet(membership, said);
        }
    }

    /// <summary>What a set brought is tied to it; of the rest what it refers to.</summary>
    private void TieToSet(Association membership, HashSet<(string? Type, ObjectId Source, ObjectId Target)> said)
    {
        var set = _sets[membership.Source];
        var isOwn = _owners.TryGetValue(membership.Target, out var owner) && owner == set;
        var isReference = membership.SubmissionSetStatus == "Reference";
        if ((isOwn || isReference)
            && said.Add((membership.Rim.AssociationType, membership.Source, membership.Target)))
        {
            _owners.TryAdd(membership.Id, set);
            set.Associations.Add(membership);
        }
    }

    private bool IsOfSet(Association association) => _sets.ContainsKey(association.Source);

    /// <summary>
    /// A relationship came with its source; a folder membership with the set that is tied to it, else with the later of
    /// folder and document.
    /// </summary>
    private PlannedSet? OwnerOf(Association association)
    {
        var ofSource = _owners.GetValueOrDefault(association.Source);
        if (association.Type != AssociationType.HasMember)
        {
            return ofSource;
        }

        var ofTarget = _owners.GetValueOrDefault(association.Target);
        return ofSource is null || ofTarget is null ? null
            : TiedTo.GetValueOrDefault(association.Id)
            ?? (StringComparer.Ordinal.Compare(ofSource.Time, ofTarget.Time) < 0 ? ofTarget : ofSource);
    }

    private Dictionary<ObjectId, PlannedSet> TiedTo => field ??= _source.Associations
        .Where(it => it.Type == AssociationType.HasMember && IsOfSet(it))
        .DistinctBy(it => it.Target)
        .ToDictionary(it => it.Target, it => _sets[it.Source]);
}
