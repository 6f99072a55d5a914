using XdsDmp.Audit.Events;
using XdsDmp.CommandLine.Documents;
using XdsDmp.CommandLine.Output;
using XdsDmp.Metadata.Errors;
using XdsDmp.Metadata.Model;

namespace XdsDmp.CommandLine.Import;

/// <summary>One patient from there to here. What is here already stays as it is.</summary>
internal sealed class PatientImport(
    ImportSource source, XdsClient target, Uri repository, ImportOptions options, ImportedPatient patient)
{
    private readonly RegistryReader _there = new(source.Client, options.Batch);
    private readonly RegistryReader _here = new(target, options.Batch);
    private readonly SubmittedForm _form = new(patient.Here);
    private readonly HashSet<ObjectId> _isHere = [];
    private readonly PatientResult _result = new()
    {
        Patient = patient.There.ToString(),
        Here = patient.Here.ToString(),
    };

    public async Task<PatientResult> RunAsync(CancellationToken cancel)
    {
        try
        {
            return await TryAsync(cancel);
        }
        catch (RegistryAnswerException unanswered)
        {
            _result.Failures.Add(unanswered.Message);
            return _result;
        }
    }

    // 1. what there is  2. in which order it came  3. what is here already  4. set by set: documents, submission
    // 5. availabilityStatus, where submissions leave another one  6. both sides compared
    private async Task<PatientResult> TryAsync(CancellationToken cancel)
    {
        var objects = await _there.ReadAsync(patient.There, cancel);
        _result.Failures.AddRange(objects.Problems.Select(it => $"in the answers of the other registry: {it}"));
        var current = new CurrentObjects(objects);
        var plan = new ImportPlan(current, ReasonToSkip);
        _result.Skipped.AddRange(plan.Skipped);
        if (options.IsDryRun)
        {
            _result.Submitted = plan.Sets.Count;
            _result.Documents = plan.Sets.Sum(set => set.Documents.Count);
            _result.Octets = plan.Sets.Sum(set => set.Documents.Sum(it => it.Size ?? 0));
            return _result;
        }

        var taken = await TakeAsync(plan, cancel);
        if (_result.IsDone || options.SkipFailed)
        {
            var here = await _here.ReadAsync(patient.Here, cancel);
            here = await new StatusUpdates(target, _here, patient, _result).RunAsync(taken, here, cancel);
            Comparison.Run(_form, taken, here, _result);
            if (options.ComparesOctets)
            {
                await ContentComparison.RunAsync(source, target, taken, here, options, _result, cancel);
            }
        }

        return _result;
    }

    private string? ReasonToSkip(MetadataObject it) => it switch
    {
        _ when PatientOf(it) is { } whose && whose != patient.There =>
            "the other registry says that it is of another patient",
        DocumentEntry { IsOnDemand: true } => "an On-Demand entry: its document is made there",
        DocumentEntry { UniqueId: null } => "it has no uniqueId",
        DocumentEntry document when source.RepositoryOf(document.RepositoryUniqueId) is null =>
            $"its document is in the repository {document.RepositoryUniqueId}, for which no address was given",
        Folder { AvailabilityStatus: AvailabilityStatus.Deprecated } => "a Deprecated folder",
        _ => null,
    };

    private static PatientId? PatientOf(MetadataObject it) => it switch
    {
        DocumentEntry document => document.PatientId,
        SubmissionSet set => set.PatientId,
        Folder folder => folder.PatientId,
        _ => null,
    };

    private async Task<TakenObjects> TakeAsync(ImportPlan plan, CancellationToken cancel)
    {
        var taken = new TakenObjects();
        var before = plan.Sets.Count == 0 ? null : await _here.ReadAsync(patient.Here, cancel);
        _isHere.UnionWith((before?.All ?? []).Select(it => it.Id));
        var sets = (before?.Sets ?? []).Select(set => set.UniqueId).ToHashSet();
        foreach (var set in plan.Sets)
        {
            if (sets.Contains(set.Set.UniqueId))
            {
                _result.WereHere++;
                taken.Add(set, set.Documents.Where(it => _isHere.Contains(it.Id)), _isHere.Contains);
                _result.Skipped.AddRange(set.Documents.Where(it => !_isHere.Contains(it.Id))
                    .Select(it => SkippedObject.Of(it, "it stayed behind when its submission set was registered")));
            }
            else if (!await TakeAsync(set, taken, cancel) && !options.SkipFailed)
            {
                _result.Failures.Add("the rest of this patient waits: what follows may refer to it");
                break;
            }
        }

        return taken;
    }

    /// <summary>False: it failed.</summary>
    private async Task<bool> TakeAsync(PlannedSet set, TakenObjects taken, CancellationToken cancel)
    {
        await LookForReferencesAsync(set, cancel);
        using var documents = await FetchedDocuments.FetchAsync(source, set.Documents, options.Drafts, cancel);
        if (!Judge(set, documents))
        {
            return false;
        }

        var submission = new SetSubmission(set, _form, documents.Contents, _isHere.Contains);
        _result.Skipped.AddRange(submission.Skipped);
        if (submission.IsEmpty)
        {
            _result.Skipped.Add(SkippedObject.Of(set.Set, "nothing of it is left that can be registered"));
            return true;
        }

        var response = await SubmitAsync(set, submission, cancel);
        if (response.Status == ResponseStatus.Failure)
        {
            _result.Failures.Add($"submission set {set.Set.UniqueId} was refused: {Text(response)}");
            return false;
        }

        _isHere.UnionWith(submission.Ids);
        taken.Add(set, submission.Documents, _isHere.Contains);
        _result.Submitted++;
        _result.Documents += submission.Documents.Count;
        _result.Octets += submission.Documents.Sum(it => documents.Contents[it.Id].Size);
        return true;
    }

    /// <summary>
    /// Documents that are gone stay behind; those that are damaged, or not to be had now, are for a person.
    /// </summary>
    private bool Judge(PlannedSet set, FetchedDocuments documents)
    {
        var isWhole = true;
        foreach (var document in set.Documents.Where(it => documents.Problems.ContainsKey(it.Id)))
        {
            var problem = documents.Problems[document.Id];
            if (problem.IsGone || options.SkipFailed)
            {
                _result.Skipped.Add(SkippedObject.Of(document, $"its document cannot be had: {problem.Text}"));
            }
            else
            {
                _result.Failures.Add($"document {document.UniqueId} cannot be had: {problem.Text}");
                isWhole = false;
            }
        }

        return isWhole;
    }

    private async Task<RegistryResponse> SubmitAsync(
        PlannedSet set, SetSubmission submission, CancellationToken cancel)
    {
        var response = await Persistence.TryAsync(
            () => target.SubmitAsync(
                submission.Body(), submission.Attachments(),
                new AuditedSubmission(patient.Here.ToString(), set.Set.UniqueId), cancel,
                submission.MessageId(repository)),
            it => it, cancel);

        // An earlier run was killed before it read the answer, and longer ago than answers are kept.
        var isRepeated = response.Errors.Any(error => error.Is(RegistryErrorCode.XDSDuplicateUniqueIdInRegistry));
        return isRepeated && (await _here.ReadAsync(patient.Here, cancel)).Sets
            .Any(it => it.UniqueId == set.Set.UniqueId && it.Id == set.Set.Id)
            ? RegistryResponse.Success
            : response;
    }

    /// <summary>A set may refer to another patient's document (ITI TF-3 §4.1.4.1), which is here or not.</summary>
    private async Task LookForReferencesAsync(PlannedSet set, CancellationToken cancel)
    {
        var own = set.OwnIds.ToHashSet();
        var unknown = set.Associations.Where(it => it.SubmissionSetStatus == "Reference")
            .Select(it => it.Target).Where(id => !own.Contains(id) && !_isHere.Contains(id)).ToList();
        _isHere.UnionWith(await _here.KnownAsync(unknown, cancel));
    }

    private static string Text(RegistryResponse response) => string.Join(
        "; ", response.Errors.Where(error => error.Severity == ErrorSeverity.Error)
            .Select(error => Screen.Printable($"{error.Code} {error.Context}")).Take(5));
}
