using System.Globalization;
using XdsDmp.Metadata.Errors;
using static XdsDmp.Metadata.Errors.RegistryErrorCode;

namespace XdsDmp.Tests.Unit.Registry.Model;

/// <summary>
/// What the profile says about registering, updating and removing, in the plainest words: lists, looked through from
/// end to end. Each operation says under which codes it is refused; then nothing has changed.
/// </summary>
internal sealed class NaiveRegistry
{
    private readonly Dictionary<int, int> _survivor = [];

    public List<ModelObject> Objects { get; } = [];

    public DateTimeOffset Now { get; set; }

    public IEnumerable<ModelEntry> Entries => Objects.OfType<ModelEntry>();

    public IEnumerable<ModelFolder> Folders => Objects.OfType<ModelFolder>();

    public IEnumerable<ModelSet> Sets => Objects.OfType<ModelSet>();

    public IEnumerable<ModelAssociation> Associations => Objects.OfType<ModelAssociation>();

    public int SurvivorOf(int patient) => _survivor.GetValueOrDefault(patient, patient);

    public bool IsKnown(int patient) => _survivor.ContainsKey(patient);

    public T Latest<T>(T it)
        where T : ModelOfPatient =>
        Objects.OfType<T>().Where(o => o.LogicalId == it.LogicalId).MaxBy(o => o.Version)!;

    public bool IsLatest(ModelOfPatient it) => Latest(it) == it;

    public IEnumerable<ModelAssociation> AssociationsOf(ModelObject it) =>
        Associations.Where(a => a.Source == it || a.Target == it);

    public IEnumerable<ModelFolder> FoldersOf(ModelEntry entry) => Associations
        .Where(a => a.Target == entry && a.IsApproved && a.Source is ModelFolder { IsApproved: true })
        .Select(a => (ModelFolder)a.Source);

    /// <summary>False, and nothing happens, when one of the two identifiers is not in use.</summary>
    public bool Merge(int survivor, int subsumed)
    {
        if (survivor == subsumed || !IsInUse(survivor) || !IsInUse(subsumed))
        {
            return false;
        }

        foreach (var patient in _survivor.Keys.Where(p => _survivor[p] == subsumed).ToList())
        {
            _survivor[patient] = survivor;
        }

        return true;
    }

    public HashSet<RegistryErrorCode> Submit(
        ModelSet set, IReadOnlyList<ModelEntry> entries, ModelFolder? newFolder, ModelFolder? folder,
        ModelAssociation? relation)
    {
        var errors = new HashSet<RegistryErrorCode>();
        errors.UnionWith(Objections(set, entries, folder, relation));
        if (errors.Count > 0)
        {
            return errors;
        }

        _survivor.TryAdd(set.Patient, set.Patient);
        Objects.Add(set);
        foreach (var entry in entries)
        {
            Objects.Add(entry);
            Objects.Add(new ModelAssociation("HasMember", set, entry));
        }

        if (newFolder is not null)
        {
            Objects.Add(newFolder);
            Objects.Add(new ModelAssociation("HasMember", set, newFolder));
            PutInto(newFolder, entries[0], set);
        }

        if (folder is not null)
        {
            PutInto(folder, entries[0], set);
        }

        if (relation is not null)
        {
            Relate(relation, set, entries, folder);
        }

        return errors;
    }

    public HashSet<RegistryErrorCode> UpdateEntry(
        ModelSet set, ModelEntry latest, int previousVersion, ModelEntry next, bool propagates)
    {
        var errors = VersionObjections(latest, previousVersion);
        if (errors.Count > 0)
        {
            return errors;
        }

        var associations = AssociationsOf(latest).Where(a => a.IsApproved).ToList();
        Objects.AddRange([set, next, new ModelAssociation("HasMember", set, next)]);
        latest.IsApproved = false;
        foreach (var association in associations.Where(_ => propagates))
        {
            if (association.IsRelationship)
            {
                Objects.Add(new ModelAssociation(
                    association.Type, association.Source == latest ? next : association.Source,
                    association.Target == latest ? next : association.Target));
            }
            else if (association.Source is ModelFolder { IsApproved: true } folder)
            {
                Objects.Add(new ModelAssociation("HasMember", folder, next));
                Touch(folder);
            }
        }

        return errors;
    }

    public HashSet<RegistryErrorCode> UpdateFolder(
        ModelSet set, ModelFolder latest, int previousVersion, ModelFolder next, bool propagates)
    {
        var errors = VersionObjections(latest, previousVersion);
        if (errors.Count > 0)
        {
            return errors;
        }

        var members = Associations.Where(a => a.Source == latest && a.IsApproved && a.Target.IsApproved).ToList();
        Objects.AddRange([set, next, new ModelAssociation("HasMember", set, next)]);
        latest.IsApproved = false;
        next.Updated = latest.Updated;
        Objects.AddRange(members.Where(_ => propagates)
            .Select(a => new ModelAssociation("HasMember", next, a.Target)));
        return errors;
    }

    public HashSet<RegistryErrorCode> UpdateStatus(ModelSet set, ModelEntry entry, bool from, bool to)
    {
        if (!IsLatest(entry) || entry.IsApproved != from)
        {
            return [XDSMetadataUpdateError];
        }

        Objects.Add(set);
        entry.IsApproved = to;
        return [];
    }

    public HashSet<RegistryErrorCode> SubmitAssociation(ModelSet set, ModelAssociation association)
    {
        var errors = new HashSet<RegistryErrorCode>();
        foreach (var end in new[] { (ModelOfPatient)association.Source, (ModelOfPatient)association.Target })
        {
            if (!end.IsApproved)
            {
                errors.Add(XDSMetadataUpdateError);
            }
            else if (SurvivorOf(end.Patient) != set.Patient)
            {
                errors.Add(XDSPatientIDReconciliationError);
            }
        }

        if (association.Source == association.Target
            || Associations.Any(a => a.IsApproved && a.Key == association.Key))
        {
            errors.Add(XDSMetadataUpdateError);
        }

        if (errors.Count > 0)
        {
            return errors;
        }

        Objects.AddRange([set, association]);
        if (association.Type is "RPLC" or "XFRM_RPLC")
        {
            Deprecate((ModelEntry)association.Target, spared: [association.Source]);
        }
        else if (association.Source is ModelFolder folder)
        {
            Touch(folder);
        }

        return errors;
    }

    public HashSet<RegistryErrorCode> Remove(IReadOnlyCollection<ModelObject> named)
    {
        var errors = new HashSet<RegistryErrorCode>();
        if (named.Any(it => AssociationsOf(it).Any(a => !named.Contains(a))))
        {
            errors.Add(ReferencesExistException);
        }

        var ends = named.OfType<ModelAssociation>().SelectMany(a => new[] { a.Source, a.Target });
        if (ends.Any(end => !named.Contains(end) && AssociationsOf(end).All(named.Contains)))
        {
            errors.Add(XDSUnreferencedObjectException);
        }

        if (errors.Count == 0)
        {
            Objects.RemoveAll(named.Contains);
        }

        return errors;
    }

    private bool IsInUse(int patient) => IsKnown(patient) && SurvivorOf(patient) == patient;

    private IEnumerable<RegistryErrorCode> Objections(
        ModelSet set, IReadOnlyList<ModelEntry> entries, ModelFolder? folder, ModelAssociation? relation)
    {
        if (SurvivorOf(set.Patient) != set.Patient)
        {
            yield return XDSUnknownPatientId;
        }

        foreach (var entry in entries)
        {
            if (Entries.LastOrDefault(e => e.UniqueId == entry.UniqueId) is { } known
                && known.Content.OtherBytes != entry.Content.OtherBytes)
            {
                yield return XDSNonIdenticalHash;
            }
        }

        foreach (var end in new ModelOfPatient?[] { folder, (ModelEntry?)relation?.Target }.OfType<ModelOfPatient>())
        {
            if (!end.IsApproved)
            {
                yield return XDSRegistryDeprecatedDocumentError;
            }
            else if (!IsKnown(set.Patient) || SurvivorOf(end.Patient) != set.Patient)
            {
                yield return XDSPatientIdDoesNotMatch;
            }
        }

        if (relation is { Type: "APND", Target.IsApproved: true }
            && Associations.Any(a => a.Source == relation.Target && a is { Type: "XFRM", IsApproved: true }))
        {
            yield return XDSRegistryMetadataError;
        }
    }

    private static HashSet<RegistryErrorCode> VersionObjections(ModelOfPatient latest, int previousVersion)
    {
        var errors = new HashSet<RegistryErrorCode>();
        if (!latest.IsApproved)
        {
            errors.Add(XDSMetadataUpdateError);
        }

        if (latest.Version != previousVersion)
        {
            errors.Add(XDSMetadataVersionError);
        }

        return errors;
    }

    private void Relate(
        ModelAssociation relation, ModelSet set, IReadOnlyList<ModelEntry> entries, ModelFolder? putInto)
    {
        Objects.Add(relation);
        if (relation.Type is not ("RPLC" or "XFRM_RPLC"))
        {
            return;
        }

        var target = (ModelEntry)relation.Target;
        var folders = FoldersOf(target).Distinct().Where(f => f != putInto).ToList();
        Deprecate(target, entries);
        foreach (var folder in folders)
        {
            PutInto(folder, (ModelEntry)relation.Source, set);
        }
    }

    private void Deprecate(ModelEntry entry, IReadOnlyCollection<ModelObject> spared)
    {
        entry.IsApproved = false;
        foreach (var child in Associations
            .Where(a => a.Target == entry && a.IsApproved && a.Type is "APND" or "XFRM")
            .Select(a => (ModelEntry)a.Source).Where(e => e.IsApproved && !spared.Contains(e)).ToList())
        {
            Deprecate(child, spared);
        }
    }

    private void PutInto(ModelFolder folder, ModelEntry entry, ModelSet set)
    {
        var membership = new ModelAssociation("HasMember", folder, entry);
        Objects.AddRange([membership, new ModelAssociation("HasMember", set, membership)]);
        Touch(folder);
    }

    private void Touch(ModelFolder folder) => folder.Updated = folder.Updated > Now ? folder.Updated : Now;

    public static string Time(DateTimeOffset time) =>
        time.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture);
}
