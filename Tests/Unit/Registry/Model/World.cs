using XdsDmp.Hosting;
using XdsDmp.Metadata.Ebxml;
using XdsDmp.Metadata.Ebxml.Messages;
using XdsDmp.Metadata.Errors;
using XdsDmp.Metadata.Queries;
using XdsDmp.Registry.Storage;
using XdsDmp.Tests.Support;
using Entry = XdsDmp.Metadata.Ebxml.XdsUrns.DocumentEntry;
using Patient = XdsDmp.Metadata.Model.PatientId;
using Types = XdsDmp.Metadata.Ebxml.XdsUrns.Association;

namespace XdsDmp.Tests.Unit.Registry.Model;

/// <summary>Does every step to the registry and to the model, and wants the same to come of it.</summary>
internal sealed class World : IDisposable
{
    public static readonly string[] Relations = ["APND", "XFRM", "RPLC", "XFRM_RPLC", "signs"];

    public TestRegistry Registry { get; } = new();

    public NaiveRegistry Model { get; } = new();

    public static string PatientId(int patient) => $"P{patient}^^^&1.3.6.1.4.1.21367.2005.13.20.1000&ISO";

    public static string Author(int author) => $"80{author}^Name{author}^Alice^^^^^^&1.2.250.1.71.4.2.1&ISO";

    public static string Urn(string type) => type switch
    {
        "HasMember" => Types.HasMember,
        _ => $"urn:ihe:iti:2007:AssociationType:{type}",
    };

    public void Dispose() => Registry.Dispose();

    public void Do(Step step)
    {
        Registry.Clock.Now += TimeSpan.FromSeconds(7);
        Model.Now = Registry.Clock.Now;
        var (expected, response) = step switch
        {
            SubmitStep submit => Submit(submit),
            UpdateEntryStep update => Update(update),
            UpdateFolderStep update => Update(update),
            UpdateStatusStep update => Update(update),
            SubmitAssociationStep association => SubmitAssociation(association),
            RemoveStep remove => Remove(remove),
            MergeStep merge => Merge(merge),
            _ => throw new ArgumentException(step.ToString(), nameof(step)),
        };
        var errors = response?.Errors ?? [];
        Assert.AreEqual(
            string.Join(", ", expected.Select(code => $"{code}").Order()),
            string.Join(", ", errors.Select(e => e.Code).Distinct().Order()),
            $"{step}: {string.Join('\n', errors.Select(e => e.Context))}");
        SameObjects(step);
    }

    /// <summary>The registered associations, with the names that the model has for them.</summary>
    public IReadOnlyList<(string Id, string Key, RimAssociation Rim)> Associations()
    {
        var ids = Model.Objects.Where(o => o is not ModelAssociation).Select(o => o.Id).ToList();
        if (ids.Count == 0)
        {
            return [];
        }

        var all = Registry.Find(
            StoredQueryDefinitions.GetAssociations,
            new QuerySlot(ParameterNames.Uuid, QueryValue.Texts(ids)),
            new QuerySlot("$MetadataLevel", QueryValue.Number(2)),
            new QuerySlot(
                "$XDSAssociationStatus", QueryValue.Texts(XdsUrns.StatusApproved, XdsUrns.StatusDeprecated)))
            .Cast<RimAssociation>().ToDictionary(a => a.Id!);
        return [.. all.Values.Select(a => (a.Id!, Key(a), a))];

        string Key(RimAssociation a)
        {
            var type = a.AssociationType![(a.AssociationType!.LastIndexOf(':') + 1)..];
            return $"{type}({End(a.SourceObject!)} -> {End(a.TargetObject!)})";
        }

        string End(string id) => all.TryGetValue(id, out var association) ? Key(association) : id;
    }

    private static T? At<T>(IEnumerable<T> all, int index)
        where T : class => all.ToList() is { Count: > 0 } list ? list[index % list.Count] : null;

    private static ModelSet NewSet(int patient) => new(Example.NewUuid(), patient, TestSubmission.NewOid());

    private (HashSet<RegistryErrorCode> Expected, RegistryResponse? Response) Submit(SubmitStep step)
    {
        var folder = step.ExistingFolder is { } index ? At(Model.Folders, index) : null;
        var target = step.RelationType is null ? null : At(Model.Entries, step.Target);
        var patient = step.IsOfTarget && (target ?? (ModelOfPatient?)folder) is { } other
            ? Model.SurvivorOf(other.Patient)
            : step.Patient;
        var set = NewSet(patient);
        var entries = new[] { step.First, step.Second }.OfType<Content>()
            .Select(c => new ModelEntry(Example.NewUuid(), patient, UniqueIdOf(c), c))
            .DistinctBy(e => e.UniqueId).ToList();
        var newFolder = step.WithFolder
            ? new ModelFolder(Example.NewUuid(), patient, TestSubmission.NewOid()) { Updated = Model.Now }
            : null;
        var relation = target is null
            ? null
            : new ModelAssociation(Relations[step.RelationType!.Value % Relations.Length], entries[0], target);
        var objects = new List<Identifiable> { Rim(set) };
        objects.AddRange(entries.SelectMany(e => new Identifiable[] { Rim(e), Member(set, e, "Original") }));
        objects.AddRange(newFolder is null ? [] : [Rim(newFolder), Member(set, newFolder)]);
        foreach (var (holder, i) in new[] { newFolder, folder }.OfType<ModelFolder>().Select((f, i) => (f, i)))
        {
            objects.Add(A.Association(Types.HasMember, holder.Id, entries[0].Id, id: $"InFolder{i}"));
            objects.Add(A.Association(Types.HasMember, set.Id, $"InFolder{i}"));
        }

        objects.AddRange(relation is null
            ? []
            : [A.Association(Urn(relation.Type), relation.Source.Id, relation.Target.Id)]);
        return (
            Model.Submit(set, entries, newFolder, folder, relation),
            Registry.Register(A.Submission([.. objects])));
    }

    private (HashSet<RegistryErrorCode> Expected, RegistryResponse? Response) Update(UpdateEntryStep step)
    {
        if (At(Model.Entries, step.Entry) is not { } any)
        {
            return ([], null);
        }

        var latest = Model.Latest(any);
        var set = NewSet(Model.SurvivorOf(latest.Patient));
        var next = new ModelEntry(Example.NewUuid(), set.Patient, latest.UniqueId, step.Content)
        {
            LogicalId = latest.LogicalId,
            Version = latest.Version + 1,
        };
        var previous = latest.Version - step.Behind;
        return (
            Model.UpdateEntry(set, latest, previous, next, step.Propagates ?? true),
            Registry.Submit(TransactionId.Iti57, A.Submission(
                Rim(set), Rim(next) with { Lid = next.LogicalId },
                Annotated(Member(set, next, "Original"), previous, step.Propagates))));
    }

    private (HashSet<RegistryErrorCode> Expected, RegistryResponse? Response) Update(UpdateFolderStep step)
    {
        if (At(Model.Folders, step.Folder) is not { } any)
        {
            return ([], null);
        }

        var latest = Model.Latest(any);
        var set = NewSet(Model.SurvivorOf(latest.Patient));
        var next = new ModelFolder(Example.NewUuid(), set.Patient, latest.UniqueId)
        {
            LogicalId = latest.LogicalId,
            Version = latest.Version + 1,
            Updated = default,
        };
        var previous = latest.Version - step.Behind;
        return (
            Model.UpdateFolder(set, latest, previous, next, step.Propagates ?? true),
            Registry.Submit(TransactionId.Iti57, A.Submission(
                Rim(set), Rim(next) with { Lid = next.LogicalId },
                Annotated(Member(set, next), previous, step.Propagates))));
    }

    private (HashSet<RegistryErrorCode> Expected, RegistryResponse? Response) Update(UpdateStatusStep step)
    {
        if (At(Model.Entries, step.Entry) is not { } entry)
        {
            return ([], null);
        }

        var set = NewSet(Model.SurvivorOf(entry.Patient));
        return (
            Model.UpdateStatus(set, entry, step.FromApproved, step.ToApproved),
            Registry.Submit(TransactionId.Iti57, A.Submission(
                Rim(set), A.Association(Types.UpdateAvailabilityStatus, set.Id, entry.Id)
                    .With(SlotNames.OriginalStatus, Status(step.FromApproved))
                    .With(SlotNames.NewStatus, Status(step.ToApproved)))));
    }

    private (HashSet<RegistryErrorCode> Expected, RegistryResponse? Response) SubmitAssociation(
        SubmitAssociationStep step)
    {
        ModelOfPatient? source = step.IntoFolder ? At(Model.Folders, step.Source) : At(Model.Entries, step.Source);
        if (source is null || At(Model.Entries, step.Target) is not { } target)
        {
            return ([], null);
        }

        var type = step.IntoFolder ? "HasMember" : Relations[step.Type % Relations.Length];
        var set = NewSet(Model.SurvivorOf(source.Patient));
        return (
            Model.SubmitAssociation(set, new ModelAssociation(type, source, target)),
            Registry.Submit(TransactionId.Iti57, A.Submission(
                Rim(set), A.Association(Types.SubmitAssociation, set.Id, "Submitted"),
                A.Association(Urn(type), source.Id, target.Id, "Submitted"))));
    }

    private (HashSet<RegistryErrorCode> Expected, RegistryResponse? Response) Remove(RemoveStep step)
    {
        if (At(Model.Sets, step.Set) is not { } set)
        {
            return ([], null);
        }

        var named = new HashSet<ModelObject> { set };
        if (step.WithMembers)
        {
            named.UnionWith(Model.Associations.Where(a => a.Source == set).Select(a => a.Target));
        }

        if (step.WithAssociations)
        {
            named.UnionWith(named.SelectMany(Model.AssociationsOf).ToList());
        }

        var keys = named.OfType<ModelAssociation>().Select(a => a.Key).ToHashSet();
        named.UnionWith(Model.Associations.Where(a => keys.Contains(a.Key)));
        var ids = Associations().Where(a => keys.Contains(a.Key)).Select(a => a.Id)
            .Concat(named.Where(o => o is not ModelAssociation).Select(o => o.Id)).ToList();
        return (
            Model.Remove(named),
            TestRegistry.Response(Registry.Send(
                TransactionId.Iti62, TestClient.Written(xml => RemoveObjectsRequestWriter.Write(xml, ids)))));
    }

    private (HashSet<RegistryErrorCode> Expected, RegistryResponse? Response) Merge(MergeStep step)
    {
        if (Model.Merge(step.Survivor, step.Subsumed))
        {
            Registry.Node.Writer.WriteAsync(session => PatientStore.Merge(
                session, KeyOf(step.Subsumed), KeyOf(step.Survivor), Model.Now)).GetAwaiter().GetResult();
        }

        return ([], null);
    }

    private long KeyOf(int patient) => Registry.Node.Readers.Read(session =>
        PatientStore.Find(session, Patient.TryParse(PatientId(patient))!)!.Value.Key);

    /// <summary>The uniqueId of another document, if the content says so: submitted again, or by mistake.</summary>
    private string UniqueIdOf(Content content) =>
        (content.UniqueIdOf is { } other ? At(Model.Entries, other)?.UniqueId : null) ?? TestSubmission.NewOid();

    private void SameObjects(Step step)
    {
        foreach (var it in Model.Objects.Where(o => o is not ModelAssociation))
        {
            var stored = Registry.Stored(it.Id);
            Assert.IsNotNull(stored, $"{it.GetType().Name} {it.Id} after {step}");
            Assert.AreEqual(Status(it.IsApproved), stored.Status, $"{it.GetType().Name} {it.Id} after {step}");
            Assert.AreEqual($"{((ModelOfPatient)it).Version}", stored.VersionInfo!.VersionName);
            Assert.AreEqual(((ModelOfPatient)it).LogicalId, stored.Lid);
            if (it is ModelFolder folder)
            {
                Assert.AreEqual(
                    NaiveRegistry.Time(folder.Updated), stored.SlotValue(SlotNames.LastUpdateTime), $"after {step}");
            }
        }

        Assert.AreEqual(
            string.Join('\n', Model.Associations.Select(a => $"{a.Key} {Status(a.IsApproved)}").Order()),
            string.Join('\n', Associations().Select(a => $"{a.Key} {a.Rim.Status}").Order()), $"after {step}");
        Assert.AreEqual(Model.Objects.Count, (int)Registry.CountObjects(), $"after {step}");
    }

    private static RimAssociation Member(ModelSet set, ModelObject target, string? status = null)
    {
        var member = A.Association(Types.HasMember, set.Id, target.Id, $"Member-{target.Id[^12..]}");
        return status is null ? member : member.With(SlotNames.SubmissionSetStatus, status);
    }

    private static RimAssociation Annotated(RimAssociation member, int previous, bool? propagates)
    {
        var annotated = member.With(SlotNames.PreviousVersion, $"{previous}");
        return propagates is { } yes ? annotated.With(SlotNames.AssociationPropagation, yes ? "yes" : "no") : annotated;
    }

    private static string Status(bool isApproved) => isApproved ? XdsUrns.StatusApproved : XdsUrns.StatusDeprecated;

    private static RegistryPackage Rim(ModelSet set) => A.SubmissionSet(set.Id, set.UniqueId, PatientId(set.Patient));

    private static RegistryPackage Rim(ModelFolder folder) =>
        A.Folder(folder.Id, folder.UniqueId, PatientId(folder.Patient));

    private static ExtrinsicObject Rim(ModelEntry entry)
    {
        var content = entry.Content;
        var rim = A.DocumentEntry(entry.Id, entry.UniqueId, PatientId(entry.Patient))
            .Without(SlotNames.ServiceStartTime, SlotNames.ServiceStopTime)
            .WithoutClassification(Entry.ClassCode).WithoutClassification(Entry.ConfidentialityCode)
            .WithoutClassification(Entry.EventCodeList)
            .With(A.Code(entry.Id, Entry.ClassCode, $"C{content.ClassCode}"))
            .With(SlotNames.CreationTime, Day(content.Created))
            .With(SlotNames.Hash, new string(content.OtherBytes ? 'b' : 'a', 40))
            .WithEach(Entry.Author, c => c.With(SlotNames.AuthorPerson, Author(content.Author)));
        rim = Bits(content.Confidentiality).Aggregate(
            rim, (it, bit) => it.With(A.Code(entry.Id, Entry.ConfidentialityCode, $"N{bit}")));
        rim = Bits(content.EventCodes).Aggregate(
            rim, (it, bit) => it.With(A.Code(entry.Id, Entry.EventCodeList, $"E{bit}")));
        rim = content.Started is { } day ? rim.With(SlotNames.ServiceStartTime, Day(day)) : rim;
        return content.IsOffline ? rim.With(SlotNames.DocumentAvailability, XdsUrns.DocumentOffline) : rim;
    }

    /// <summary>The numbers of the bits that are set.</summary>
    public static IEnumerable<int> Bits(int mask) => Enumerable.Range(0, 8).Where(bit => (mask & (1 << bit)) != 0);

    /// <summary>A day of January 2026.</summary>
    public static string Day(int day) => $"202601{day + 1:00}";
}
