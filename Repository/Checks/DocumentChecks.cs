using XdsDmp.Audit.Events;
using XdsDmp.Hosting.Configuration;
using XdsDmp.Metadata.Errors;
using XdsDmp.Metadata.Model;
using XdsDmp.Metadata.Rules.Domain;
using XdsDmp.Repository.Checks.Formats;
using XdsDmp.Repository.Submissions;

namespace XdsDmp.Repository.Checks;

/// <summary>
/// What documents are put to before the registry hears of them: whether the bytes are what their MIME type says, and
/// what an external check makes of them. A check that cannot be made refuses the submission: nothing gets past it by
/// being slow.
/// </summary>
internal sealed class DocumentChecks : IDisposable
{
    public const string FindingRule = "CHK-finding";
    public const string AnswerRule = "CHK-answer";
    public const string MimeTypeRule = "CHK-mimeType";

    private readonly ChecksOptions _options;
    private readonly IContentCheck? _external;
    private readonly ILogger _logger;
    private readonly SemaphoreSlim _turns;

    public DocumentChecks(ChecksOptions options, IContentCheck? external, ILogger logger)
    {
        _options = options;
        _external = external;
        _logger = logger;
        _turns = new SemaphoreSlim(options.MaxAtOnce);
    }

    /// <summary>Null: documents are not looked at.</summary>
    /// <exception cref="ConfigurationException">Names the setting that is wrong.</exception>
    public static DocumentChecks? Of(ChecksOptions options, ILogger logger)
    {
        if (options.TimeoutSeconds < 1 || options.MaxAtOnce < 1)
        {
            throw new ConfigurationException(
                "Repository:Checks:TimeoutSeconds and Repository:Checks:MaxAtOnce are at least 1");
        }

        return options is { MimeType: MimeTypeCheck.Off, External: ExternalCheck.Off }
            ? null
            : new DocumentChecks(options, ContentChecks.Of(options), logger);
    }

    /// <summary>Of documents that are staged; what is found goes on record.</summary>
    public static async Task CheckAsync(
        RepositoryNode repository, IReadOnlyList<ReceivedDocument> documents, RegistryErrors errors,
        CancellationToken cancel)
    {
        if (repository.Checks is { } checks && !errors.IsFailure)
        {
            var findings = await checks.CheckAsync(
                documents, one => repository.Content.OpenStream(one.Content.Reference), errors, cancel);
            var alerts = findings.Select(one => ContentFindingEvent.Build(
                repository.Audit.Node, repository.Audit.Now, one.UniqueId, one.What)).ToList();
            await (alerts.Count == 0 ? Task.CompletedTask : repository.Audit.AppendAsync(alerts));
        }
    }

    /// <summary>Each bad document is told. A check that fails is not asked about the others.</summary>
    /// <returns>What the external check has found, by uniqueId.</returns>
    public async Task<IReadOnlyList<(string UniqueId, string What)>> CheckAsync(
        IReadOnlyList<ReceivedDocument> documents, Func<ReceivedDocument, Stream> open, RegistryErrors errors,
        CancellationToken cancel)
    {
        var findings = new List<(string, string)>();
        foreach (var document in documents)
        {
            if (_options.MimeType != MimeTypeCheck.Off)
            {
                await CheckMimeTypeAsync(document, open, errors, cancel);
            }
        }

        foreach (var document in _external is null ? [] : documents)
        {
            switch (await AskAsync(_external!, document, open, cancel))
            {
                case CheckVerdict.Refused refused:
                    findings.Add((document.UniqueId, refused.Finding));
                    Refuse(document, refused.Finding, errors);
                    break;
                case CheckVerdict.Unanswered unanswered:
                    Fail(unanswered, errors);
                    return findings;
            }
        }

        return findings;
    }

    public void Dispose() => _turns.Dispose();

    private async Task CheckMimeTypeAsync(
        ReceivedDocument document, Func<ReceivedDocument, Stream> open, RegistryErrors errors,
        CancellationToken cancel)
    {
        var head = new byte[Math.Min(FormatRecognition.HeadBytes, document.Content.Size)];
        await using (var content = open(document))
        {
            await content.ReadExactlyAsync(head, cancel);
        }

        var found = FormatRecognition.Of(head);
        var entry = new DocumentEntry(document.Entry);
        if (MimeTypeRules.Expected(document.Entry.MimeType, entry.FormatCode?.Value, found) is { } expected)
        {
            errors.Add(
                RegistryErrorCode.InvalidDocumentContent,
                new Explanation(
                    MimeTypeRule, $"the document looks like {found.Description}",
                    $"DocumentEntry {document.Entry.Id}, mimeType; document {document.UniqueId}",
                    document.Entry.MimeType, expected, "ITI TF-3 table 4.2.4.1-2"),
                _options.MimeType == MimeTypeCheck.Warn ? RuleTreatment.Warn : RuleTreatment.Reject);
        }
    }

    private async Task<CheckVerdict> AskAsync(
        IContentCheck check, ReceivedDocument document, Func<ReceivedDocument, Stream> open, CancellationToken cancel)
    {
        using var inTime = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        inTime.CancelAfter(TimeSpan.FromSeconds(_options.TimeoutSeconds));
        var hasTurn = false;
        try
        {
            await _turns.WaitAsync(inTime.Token);
            hasTurn = true;
            await using var content = open(document);
            return await check.CheckAsync(content, document.Content.Size, inTime.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return new CheckVerdict.Unanswered(
                hasTurn
                    ? $"{check.Name} did not answer within {_options.TimeoutSeconds} s"
                    : $"{_options.MaxAtOnce} documents are being checked, and none was done in "
                        + $"{_options.TimeoutSeconds} s",
                IsBusy: !hasTurn);
        }
        catch (IOException trouble)
        {
            return CheckVerdict.Trouble(trouble.Message);
        }
        finally
        {
            if (hasTurn)
            {
                _turns.Release();
            }
        }
    }

    private void Refuse(ReceivedDocument document, string finding, RegistryErrors errors)
    {
        _logger.LogWarning("{Check} refused a document: {Finding}", _external!.Name, finding);
        errors.Add(RegistryErrorCode.InvalidDocumentContent, new Explanation(
            FindingRule, "the check of documents has found something in this one",
            $"DocumentEntry {document.Entry.Id}; document {document.UniqueId}", finding,
            "a document in which nothing is found", "ITI TF-3 table 4.2.4.1-2"));
    }

    private void Fail(CheckVerdict.Unanswered unanswered, RegistryErrors errors)
    {
        _logger.LogError("Documents cannot be checked, and are refused: {Reason}", unanswered.Reason);
        errors.Add(
            unanswered.IsBusy ? RegistryErrorCode.XDSRepositoryBusy : RegistryErrorCode.XDSRepositoryError,
            new Explanation(
                AnswerRule, "documents are checked here before they are taken, and the check does not answer; "
                + "nothing was stored", Accepted: "the same submission later"));
    }
}
