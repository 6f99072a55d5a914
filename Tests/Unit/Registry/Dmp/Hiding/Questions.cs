using XdsDmp.Hosting;
using XdsDmp.Metadata.Ebxml;
using XdsDmp.Metadata.Ebxml.Messages;
using XdsDmp.Metadata.Queries;
using XdsDmp.Tests.Support;
using static XdsDmp.Metadata.Queries.ParameterNames;

namespace XdsDmp.Tests.Unit.Registry.Dmp.Hiding;

/// <summary>
/// Anything that somebody who knows all the ids can ask or try: every stored query, updates, removals, replacements, of
/// what he sees, of what he does not see, and of what nobody has ever heard of.
/// </summary>
internal sealed class Questions(Random random, string name)
{
    private static readonly string[] Statuses =
    [
        XdsUrns.StatusApproved, XdsUrns.StatusDeprecated, "urn:asip:ci-sis:2010:StatusType:Archived",
        "urn:asip:ci-sis:2010:StatusType:Deleted",
    ];

    private static readonly string[] Known = [.. World.Seen, .. World.Unseen];
    private int _step;

    public (TransactionId Id, ReadOnlyMemory<byte> Body) Next() => random.Next(10) switch
    {
        < 7 => (TransactionId.Iti18, TestClient.Written(xml => AdhocQueryRequestWriter.Write(xml, Query()))),
        7 => (TransactionId.Iti57, Written(Status())),
        8 => (TransactionId.Iti57, Written(Version())),
        _ => random.Next(3) == 0
            ? (TransactionId.Iti62, Removal())
            : (TransactionId.Iti42, Written(Replacement())),
    };

    private string Step => $"{name}-{_step++}";

    private StoredQueryRequest Query()
    {
        var form = random.Next(3) == 0 ? QueryReturnType.ObjectRef : QueryReturnType.LeafClass;
        var (definition, slots) = Slots();
        return new StoredQueryRequest(
            definition.Id, form,
            random.Next(2) == 0 ? [.. slots, new QuerySlot(MetadataLevel, QueryValue.Number(2))] : slots);
    }

    private (StoredQueryDefinition Definition, QuerySlot[] Slots) Slots() => random.Next(13) switch
    {
        0 => (StoredQueryDefinitions.FindDocuments,
            [new(DocumentEntryPatientId, Patient), new(DocumentEntryStatus, AnyStatus())]),
        1 => (StoredQueryDefinitions.GetDocuments, [new(DocumentEntryEntryUuid, Uuids(Known))]),
        2 => (StoredQueryDefinitions.GetDocuments, [new(DocumentEntryUniqueId, Oids(Known))]),
        3 => (StoredQueryDefinitions.FindSubmissionSets,
            [new(SubmissionSetPatientId, Patient), new(SubmissionSetStatus, AnyStatus())]),
        4 => (StoredQueryDefinitions.GetSubmissionSetAndContents,
            [new(SubmissionSetUniqueId, QueryValue.Text(Documents.Oid($"set-{One(Known)}")))]),
        5 => (StoredQueryDefinitions.GetSubmissionSets, [new(Uuid, Uuids(Known))]),
        6 => (StoredQueryDefinitions.GetAssociations, [new(Uuid, Uuids([.. Known, .. World.Folders, "set-H1"]))]),
        7 => (StoredQueryDefinitions.GetRelatedDocuments,
        [
            new(DocumentEntryEntryUuid, QueryValue.Text(Documents.Uuid(One(Known)))),
            new(AssociationTypes, QueryValue.Texts(XdsUrns.Association.Replace, XdsUrns.Association.Signs)),
        ]),
        8 => (StoredQueryDefinitions.FindFolders,
        [
            new(FolderPatientId, Patient), new(FolderStatus, AnyStatus()),
            new(random.Next(2) == 0 ? FolderLastUpdateTimeFrom : FolderLastUpdateTimeTo,
                QueryValue.Time($"202603011{random.Next(200, 220)}00")),
        ]),
        9 => (StoredQueryDefinitions.GetFolderAndContents,
            [new(FolderEntryUuid, QueryValue.Text(Documents.Uuid(One(World.Folders))))]),
        10 => (StoredQueryDefinitions.GetFoldersForDocument,
            [new(DocumentEntryEntryUuid, QueryValue.Text(Documents.Uuid(One(Known))))]),
        11 => (StoredQueryDefinitions.GetDocumentsAndAssociations, [new(DocumentEntryUniqueId, Oids(Known))]),
        _ => (StoredQueryDefinitions.GetAll,
        [
            new(PatientId, Patient), new(DocumentEntryStatus, AnyStatus()), new(SubmissionSetStatus, AnyStatus()),
            new(FolderStatus, AnyStatus()),
        ]),
    };

    private RegistryObjectList Status() =>
        Documents.NewStatus(Step, One([.. Known, "nobody"]), One(Statuses), One(Statuses));

    private RegistryObjectList Version()
    {
        var target = One([.. Known, "nobody"]);
        string[][] masks = [[], ["MASQUE_PS"], ["INVISIBLE_PATIENT"]];
        return Documents.NewVersion(
            Step, target, HiddenBy.Plain, One(masks), previous: random.Next(1, 3),
            random.Next(2) == 0 ? HiddenBy.ViewerId : null);
    }

    private RegistryObjectList Replacement() => Documents.New(
        Step, HiddenBy.Plain, [], HiddenBy.ViewerId, One([.. World.Unseen, "nobody"]), folder: null);

    private ReadOnlyMemory<byte> Removal() => TestClient.Written(xml =>
        RemoveObjectsRequestWriter.Write(xml, [Documents.Uuid(One([.. Known, "nobody"]))]));

    private static IReadOnlyList<string> Patient => QueryValue.Text(TestDmp.Ins.ToString());

    private IReadOnlyList<string> AnyStatus() =>
        QueryValue.Texts(Statuses.Where(_ => random.Next(2) == 0).DefaultIfEmpty(XdsUrns.StatusApproved));

    private IReadOnlyList<string> Uuids(IReadOnlyList<string> names) =>
        QueryValue.Texts(Some(names).Select(Documents.Uuid));

    private IReadOnlyList<string> Oids(IReadOnlyList<string> names) =>
        QueryValue.Texts(Some(names).Select(Documents.Oid));

    private IEnumerable<string> Some(IReadOnlyList<string> names) =>
        names.Where(_ => random.Next(3) == 0).Append("nobody");

    private T One<T>(IReadOnlyList<T> choices) => choices[random.Next(choices.Count)];

    private static ReadOnlyMemory<byte> Written(RegistryObjectList objects) =>
        TestClient.Written(xml => SubmitObjectsRequestWriter.Write(xml, objects));
}
