using XdsDmp.Hosting;
using XdsDmp.Metadata.Ebxml;
using XdsDmp.Metadata.Errors;
using XdsDmp.Metadata.Model;
using XdsDmp.Metadata.Queries;
using XdsDmp.Registry;
using XdsDmp.Registry.Storage;
using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Unit.Registry.StoredQueries;

/// <summary>
/// A registry with objects that bear labels: they are registered by messages, and an answer is the sorted list of the
/// labels of what was found. States that other transactions bring about are set in the database.
/// </summary>
internal sealed class QueryScene(RegistryOptions? options = null) : IDisposable
{
    public const string Scheme = "1.3.6.1.4.1.19376.3.276.1";
    public const string OtherPatient = "4712^^^&1.3.6.1.4.1.21367.2005.13.20.1000&ISO";

    private readonly Dictionary<string, Guid> _ids = [];

    public static QuerySlot LevelTwo { get; } = new(ParameterNames.MetadataLevel, "2");

    public TestRegistry Registry { get; } = new(options);

    /// <summary>A document in a set of its own.</summary>
    public static QueryScene WithDocument()
    {
        var scene = new QueryScene();
        scene.Submit("set", scene.Entry("doc"));
        return scene;
    }

    /// <summary>Two documents and a folder that holds the first.</summary>
    public static QueryScene WithFolder()
    {
        var scene = new QueryScene();
        scene.Submit(
            "set", scene.Entry("doc"), scene.Entry("other"), scene.Folder("folder"),
            scene.Link("in", XdsUrns.Association.HasMember, "folder", "doc"));
        return scene;
    }

    public string Id(string label) =>
        "urn:uuid:" + (_ids.TryGetValue(label, out var id) ? id : _ids[label] = Guid.NewGuid());

    public string UniqueId(string label) =>
        $"2.25.{new System.Numerics.BigInteger(Guid.Parse(Id(label)[9..]).ToByteArray(), isUnsigned: true)}";

    public ExtrinsicObject Entry(string label, string patient = A.PatientId) =>
        A.DocumentEntry(Id(label), UniqueId(label), patient);

    public RegistryPackage Folder(string label, string patient = A.PatientId) =>
        A.Folder(Id(label), UniqueId(label), patient);

    public RimAssociation Link(string label, string type, string source, string target) =>
        A.Association(type, Id(source), Id(target), Id(label));

    /// <summary>Registers objects; the membership of each is labelled <c>set>label</c>.</summary>
    public void Submit(string set, params IReadOnlyList<RegistryObject> objects) => Submit(set, A.PatientId, objects);

    public void Submit(string set, string patient, params IReadOnlyList<RegistryObject> objects) =>
        Submit(A.SubmissionSet(Id(set), UniqueId(set), patient), objects);

    public void Submit(RegistryPackage set, params IReadOnlyList<RegistryObject> objects)
    {
        var members = objects.Where(o => o is not RimAssociation link || IsOfFolder(link)).Select(o => Member(set, o));
        var answer = Registry.Register(A.Submission([set, .. objects, .. members]));
        Assert.AreEqual(
            ResponseStatus.Success, answer.Status, string.Join('\n', answer.Errors.Select(e => e.Context)));
    }

    /// <summary>A document that has become version 2 of another one.</summary>
    public void Update(string label, string newVersion)
    {
        Submit(newVersion + "-set", Entry(newVersion));
        Set(
            "UPDATE registry_object SET version = 2, logical_id = @first WHERE entry_uuid = @id",
            Key(label), Key(newVersion));
        Set(
            "UPDATE document_entry SET version = 2, logical_id = @first WHERE entry_uuid = @id",
            Key(label), Key(newVersion));
        Deprecate(label);
    }

    public void Deprecate(string label) => Registry.Node.Writer.WriteAsync(session => RegistryObjectStore.SetStatus(
        session, RegistryObjectStore.Find(session, EntryUuid.Parse(Id(label)))!.Key,
        AvailabilityStatus.Deprecated)).GetAwaiter().GetResult();

    public void TakeOffline(string label) => Set(
        """
        UPDATE document_entry SET is_offline = 1
        WHERE object_id = (SELECT id FROM registry_object WHERE entry_uuid = @id)
        """, Key(label));

    /// <summary>Makes an entry what ITI-61 would have made.</summary>
    public void MakeOnDemand(string label) => Set(
        """
        UPDATE document_entry SET object_type = 2, creation_time = NULL
        WHERE object_id = (SELECT id FROM registry_object WHERE entry_uuid = @id)
        """, Key(label));

    public void Merge(string from, string into) => Set(
        """
        UPDATE patient SET state = 2, survivor = (SELECT id FROM patient WHERE extension = @into)
        WHERE extension = @from
        """, into.Split('^')[0], from.Split('^')[0]);

    /// <summary>Labels found, the same by LeafClass and by ObjectRef.</summary>
    public string Found(StoredQueryDefinition query, params IReadOnlyList<QuerySlot> slots)
    {
        var labels = Labels(query, QueryReturnType.LeafClass, slots);
        Assert.AreEqual(labels, Labels(query, QueryReturnType.ObjectRef, slots), "ObjectRef");
        return labels;
    }

    public string Labels(
        StoredQueryDefinition query, QueryReturnType returnType, params IReadOnlyList<QuerySlot> slots)
    {
        var found = Ask(query, returnType, slots);
        Assert.AreEqual(
            ResponseStatus.Success, found.Response.Status,
            string.Join('\n', found.Response.Errors.Select(e => e.Context)));
        return string.Join(' ', found.Objects.Objects.Select(o => Label(o.Id!)).Order(StringComparer.Ordinal));
    }

    /// <summary>Code and rule of each error.</summary>
    public string Refused(
        StoredQueryDefinition query, QueryReturnType returnType, params IReadOnlyList<QuerySlot> slots)
    {
        var answer = Ask(query, returnType, slots);
        Assert.AreEqual(ResponseStatus.Failure, answer.Response.Status);
        Assert.IsEmpty(answer.Objects.Objects);
        return string.Join(
            ' ', answer.Response.Errors.Select(e => $"{e.Code} {e.Context.Split("[rule ")[1].Split(';')[0]}"));
    }

    public string Refused(StoredQueryDefinition query, params IReadOnlyList<QuerySlot> slots) =>
        Refused(query, QueryReturnType.LeafClass, slots);

    /// <summary>A parameter that is a list of ids, by their labels.</summary>
    public QuerySlot Ids(string parameter, params IEnumerable<string> labels) =>
        new(parameter, QueryValue.Texts(labels.Select(Id)));

    public void Dispose() => Registry.Dispose();

    public AdhocQueryAnswer Ask(
        StoredQueryDefinition query, QueryReturnType returnType, IReadOnlyList<QuerySlot> slots)
    {
        var transaction = MultiPatientQueryDefinitions.All.Contains(query) ? TransactionId.Iti51 : TransactionId.Iti18;
        var answer = Registry.Query(new StoredQueryRequest(query.Id, returnType, slots), transaction);
        return new AdhocQueryAnswer(answer.Response, answer.Objects);
    }

    private RimAssociation Member(RegistryPackage set, RegistryObject it)
    {
        var member = A.Association(
            XdsUrns.Association.HasMember, set.Id!, it.Id!, Id($"{Label(set.Id!)}>{Label(it.Id!)}"));
        return it is ExtrinsicObject ? member.With(SlotNames.SubmissionSetStatus, "Original") : member;
    }

    private static bool IsOfFolder(RimAssociation link) => link.AssociationType == XdsUrns.Association.HasMember;

    private string Label(string id) => _ids.Single(pair => "urn:uuid:" + pair.Value == id).Key;

    private byte[] Key(string label) => Guid.Parse(Id(label)[9..]).ToByteArray(bigEndian: true);

    private void Set(
        [System.Diagnostics.CodeAnalysis.ConstantExpected] string sql, params object[] values)
    {
#pragma warning disable CA1857 // the constant comes from above
        Registry.Node.Writer.WriteAsync(session => Assert.AreEqual(1, session.Execute(sql, values)))
            .GetAwaiter().GetResult();
#pragma warning restore CA1857
    }
}

/// <summary>What a query was answered.</summary>
internal sealed record AdhocQueryAnswer(RegistryResponse Response, RegistryObjectList Objects);
