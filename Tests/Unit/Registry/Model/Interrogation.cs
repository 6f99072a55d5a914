using XdsDmp.Metadata.Ebxml;
using XdsDmp.Metadata.Errors;
using XdsDmp.Metadata.Queries;
using static XdsDmp.Metadata.Queries.ParameterNames;

namespace XdsDmp.Tests.Unit.Registry.Model;

/// <summary>Puts a question to the registry and to the model, and wants the same answer.</summary>
internal static class Interrogation
{
    private const string CodingScheme = "1.3.6.1.4.1.19376.3.276.1";

    public static void Ask(World world, Question question)
    {
        var model = new NaiveQueries(world.Model, question);
        var definition = StoredQueryDefinitions.All.Single(d => d.Name == $"{question.Query}");
        if (Slots(world.Model, model, question) is not { } slots)
        {
            return;
        }

        var found = world.Registry.Query(new StoredQueryRequest(definition.Id, QueryReturnType.LeafClass, [.. slots]));
        if (model.Answer() is not { } expected)
        {
            Example.Refused(RegistryErrorCode.XDSResultNotSinglePatient, "SQ-single-patient", found.Response);
            return;
        }

        Assert.IsEmpty(found.Response.Errors, $"{question}");
        var names = world.Associations().ToDictionary(a => a.Id, a => a.Key);
        Assert.AreEqual(
            string.Join('\n', expected.Select(o => o.Key).Order()),
            string.Join('\n', found.Objects.Objects.Select(o => names.GetValueOrDefault(o.Id!, o.Id!)).Order()),
            $"{question}");
    }

    /// <summary>Null when there is nothing that the question could be about.</summary>
    private static List<QuerySlot>? Slots(NaiveRegistry registry, NaiveQueries model, Question question)
    {
        List<QuerySlot>? slots = question.Query switch
        {
            QueryName.FindDocuments =>
            [
                Patient(DocumentEntryPatientId), Status(DocumentEntryStatus), .. Filters(question),
            ],
            QueryName.FindSubmissionSets => [Patient(SubmissionSetPatientId), Status(SubmissionSetStatus)],
            QueryName.FindFolders => [Patient(FolderPatientId), Status(FolderStatus)],
            QueryName.GetAll =>
            [
                Patient(ParameterNames.PatientId), Status(DocumentEntryStatus), Status(SubmissionSetStatus),
                Status(FolderStatus), .. Confidentiality(question),
            ],
            QueryName.GetAssociations or QueryName.GetSubmissionSets => model.Uuid() is { } it
                ? [new QuerySlot(Uuid, QueryValue.Texts(it.Id))]
                : null,
            QueryName.GetFolders => Id(registry.Folders, FolderEntryUuid, FolderUniqueId),
            QueryName.GetFolderAndContents => Id(registry.Folders, FolderEntryUuid, FolderUniqueId),
            QueryName.GetSubmissionSetAndContents =>
                Id(registry.Sets, SubmissionSetEntryUuid, SubmissionSetUniqueId),
            QueryName.GetDocuments or QueryName.GetDocumentsAndAssociations =>
                Id(registry.Entries, DocumentEntryEntryUuid, DocumentEntryUniqueId),
            _ => Id(registry.Entries, DocumentEntryEntryUuid, DocumentEntryUniqueId),
        };
        slots?.AddRange(question.Query is QueryName.GetFolderAndContents or QueryName.GetSubmissionSetAndContents
            ? Confidentiality(question)
            : []);
        if (question.Query == QueryName.GetRelatedDocuments)
        {
            slots?.Add(new QuerySlot(AssociationTypes, QueryValue.Texts(
                World.Bits(question.Types).Select(bit => World.Urn(World.Relations[bit])))));
        }

        slots?.Add(new QuerySlot("$MetadataLevel", QueryValue.Number(question.Level)));
        return slots;

        QuerySlot Patient(string name) => new(name, QueryValue.Text(World.PatientId(question.Patient)));

        QuerySlot Status(string name) => new(name, QueryValue.Texts(Statuses(question.Statuses)));

        List<QuerySlot>? Id<T>(IEnumerable<T> all, string entryUuid, string uniqueId)
            where T : ModelOfPatient =>
            NaiveQueries.Named(all, question) is { } named
                ? [IdSlot(question.ByUniqueId ? uniqueId : entryUuid, question.ByUniqueId ? named.UniqueId : named.Id)]
                : null;

        static QuerySlot IdSlot(string name, string id) => new(name, QueryValue.Texts(id));
    }

    private static IEnumerable<string> Statuses(int bits)
    {
        string[] all = [XdsUrns.StatusApproved, XdsUrns.StatusDeprecated];
        return World.Bits(bits).Select(bit => all[bit]);
    }

    private static List<QuerySlot> Filters(Question question)
    {
        List<QuerySlot> slots = [.. Confidentiality(question)];
        slots.AddRange(question.EventCodes.Select(group => Codes(DocumentEntryEventCodeList, "E", group)));
        if (question.ClassCodes is { } codes)
        {
            slots.Add(Codes(DocumentEntryClassCode, "C", codes));
        }

        Time(DocumentEntryCreationTimeFrom, question.CreatedFrom);
        Time(DocumentEntryCreationTimeTo, question.CreatedTo);
        Time(DocumentEntryServiceStartTimeFrom, question.StartedFrom);
        if (question.Author is { } pattern)
        {
            slots.Add(new QuerySlot(DocumentEntryAuthorPerson, QueryValue.Texts(pattern)));
        }

        return slots;

        void Time(string name, int? day)
        {
            if (day is { } number)
            {
                slots.Add(new QuerySlot(name, QueryValue.Time(World.Day(number))));
            }
        }
    }

    private static IEnumerable<QuerySlot> Confidentiality(Question question) =>
        question.Confidentiality.Select(group => Codes(DocumentEntryConfidentialityCode, "N", group));

    private static QuerySlot Codes(string name, string prefix, int bits) => new(
        name, QueryValue.Codes(World.Bits(bits).Select(bit => new QueryCode($"{prefix}{bit}", CodingScheme))));
}
