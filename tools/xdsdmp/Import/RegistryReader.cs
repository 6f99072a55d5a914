using XdsDmp.CommandLine.Documents;
using XdsDmp.Metadata.Ebxml;
using XdsDmp.Metadata.Errors;
using XdsDmp.Metadata.Model;
using XdsDmp.Metadata.Queries;
using XdsDmp.Soap;

namespace XdsDmp.CommandLine.Import;

/// <summary>
/// Reads all that a registry tells of a patient by ITI-18, whatever registry it is: first ids (ObjectRef), then the
/// objects of so many of them (LeafClass); what it finds too much is asked for in halves.
/// </summary>
/// <param name="client">Its client.</param>
/// <param name="batch">Objects that one answer has at most.</param>
internal sealed class RegistryReader(XdsClient client, int batch)
{
    private static readonly string[] UsualStatuses = [XdsUrns.StatusApproved, XdsUrns.StatusDeprecated];

    private readonly List<string> _problems = [];

    /// <summary>
    /// It knows neither versions ($MetadataLevel) nor the states of the DMP, and does not pass over them as it should.
    /// </summary>
    private bool _isPlain;

    private string[] Statuses => _isPlain ? UsualStatuses : [.. UsualStatuses, XdsUrns.StatusArchived];

    // 1. ids of entries and folders, whole submission sets  2. entries and folders  3. what ties them together
    public async Task<PatientObjects> ReadAsync(PatientId patient, CancellationToken cancel)
    {
        _problems.Clear();
        var documents = await FindAsync(PatientSearch.Documents, patient, QueryReturnType.ObjectRef, cancel);
        var folders = await FindAsync(PatientSearch.Folders, patient, QueryReturnType.ObjectRef, cancel);
        var sets = await FindAsync(PatientSearch.SubmissionSets, patient, QueryReturnType.LeafClass, cancel);
        List<Identifiable> objects =
        [
            .. sets,
            .. await GetAsync(
                StoredQueryDefinitions.GetDocuments, ParameterNames.DocumentEntryEntryUuid, documents, cancel),
            .. await GetAsync(StoredQueryDefinitions.GetFolders, ParameterNames.FolderEntryUuid, folders, cancel),
        ];
        TellMissing([.. documents, .. folders], objects);
        objects.AddRange(await GetAsync(
            StoredQueryDefinitions.GetAssociations, ParameterNames.Uuid, [.. objects], cancel));
        var found = new FoundObjects(new RegistryObjectList(Distinct(objects).ToSequence()));
        return new PatientObjects
        {
            Documents = [.. found.Documents],
            Sets = [.. found.SubmissionSets],
            Folders = [.. found.Folders],
            Associations = [.. found.Associations],
            Problems = [.. _problems.Distinct()],
        };
    }

    /// <summary>Those of these entries that the registry has, of whichever patient.</summary>
    public async Task<IEnumerable<ObjectId>> KnownAsync(IReadOnlyList<ObjectId> ids, CancellationToken cancel)
    {
        var found = await GetAsync(
            StoredQueryDefinitions.GetDocuments, ParameterNames.DocumentEntryEntryUuid,
            [.. ids.Select(id => new ObjectRef { Id = id.ToString() })], cancel);
        return found.Select(it => ObjectId.Of(it.Id));
    }

    /// <summary>An announced object that is not given is one that would be lost without a word.</summary>
    private void TellMissing(IEnumerable<Identifiable> announced, IEnumerable<Identifiable> given)
    {
        var ids = given.Select(it => ObjectId.Of(it.Id)).ToHashSet();
        _problems.AddRange(announced.Where(it => !ids.Contains(ObjectId.Of(it.Id)))
            .Select(it => $"{it.Id} was announced by the registry, and not given"));
    }

    private async Task<List<Identifiable>> FindAsync(
        PatientSearch search, PatientId patient, QueryReturnType type, CancellationToken cancel)
    {
        List<Identifiable> found = [];
        try
        {
            await FindAsync(search, patient, type, null, found, cancel);
        }
        catch (RegistryAnswerException unknown) when (unknown.IsUnknownPatient)
        {
            return [];
        }

        return Distinct(found);
    }

    private async Task FindAsync(
        PatientSearch search, PatientId patient, QueryReturnType type, TimeSpread? span, List<Identifiable> found,
        CancellationToken cancel)
    {
        try
        {
            found.AddRange(await AskAsync(
                search.Query, type, () => search.Slots(patient, Statuses, span), patient.ToString(), cancel));
        }
        catch (RegistryAnswerException tooMuch) when (tooMuch.IsTooMuch
            && (span ?? TimeSpread.All).Halves() is not null)
        {
            var (earlier, later) = (span ?? TimeSpread.All).Halves()!.Value;
            await FindAsync(search, patient, type, earlier, found, cancel);
            await FindAsync(search, patient, type, later, found, cancel);
        }
    }

    private async Task<List<Identifiable>> GetAsync(
        StoredQueryDefinition query, string parameter, IReadOnlyList<Identifiable> of, CancellationToken cancel)
    {
        List<Identifiable> found = [];
        foreach (var some in of.Select(it => it.Id).OfType<string>().Chunk(batch))
        {
            await GetAsync(query, parameter, some, found, cancel);
        }

        return found;
    }

    private async Task GetAsync(
        StoredQueryDefinition query, string parameter, string[] ids, List<Identifiable> found,
        CancellationToken cancel)
    {
        try
        {
            found.AddRange(await AskAsync(
                query, QueryReturnType.LeafClass, () => [new QuerySlot(parameter, QueryValue.Texts(ids))], null,
                cancel));
        }
        catch (RegistryAnswerException tooMuch) when (tooMuch.IsTooMuch && ids.Length > 1)
        {
            await GetAsync(query, parameter, ids[..(ids.Length / 2)], found, cancel);
            await GetAsync(query, parameter, ids[(ids.Length / 2)..], found, cancel);
        }
    }

    /// <summary>Asks again more plainly what was not understood: from then on always.</summary>
    private async Task<IEnumerable<Identifiable>> AskAsync(
        StoredQueryDefinition query, QueryReturnType type, Func<IEnumerable<QuerySlot>> slots, string? patient,
        CancellationToken cancel)
    {
        try
        {
            return await AskOnceAsync(query, type, slots(), patient, cancel);
        }
        catch (Exception refused) when (!_isPlain && refused is SoapFaultReceivedException
            or RegistryAnswerException { IsTooMuch: false, IsUnknownPatient: false })
        {
            _isPlain = true;
            return await AskOnceAsync(query, type, slots(), patient, cancel);
        }
    }

    private async Task<IEnumerable<Identifiable>> AskOnceAsync(
        StoredQueryDefinition query, QueryReturnType type, IEnumerable<QuerySlot> slots, string? patient,
        CancellationToken cancel)
    {
        QuerySlot[] all = _isPlain
            ? [.. slots]
            : [.. slots, new QuerySlot(ParameterNames.MetadataLevel, QueryValue.Number(2))];
        var answer = await Persistence.TryAsync(
            () => client.QueryAsync(new StoredQueryRequest(query.Id, type, all), patient, cancel),
            it => it.Response, cancel);

        // A partial answer lacks something, and nobody says what.
        if (answer.Response.Status != ResponseStatus.Success)
        {
            throw new RegistryAnswerException(query.Name, answer.Response);
        }

        _problems.AddRange(answer.Problems.Select(problem => problem.Context));
        return answer.Objects.Objects;
    }

    private static List<Identifiable> Distinct(IEnumerable<Identifiable> objects) =>
        [.. objects.DistinctBy(it => ObjectId.Of(it.Id))];
}
