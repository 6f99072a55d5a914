using XdsDmp.Hosting;
using XdsDmp.Hosting.Configuration;
using XdsDmp.Metadata.Ebxml.Messages;
using XdsDmp.Metadata.Errors;
using XdsDmp.Metadata.Model;
using XdsDmp.Repository.Checks;
using XdsDmp.Repository.Commands;
using XdsDmp.Repository.Content;
using XdsDmp.Repository.Retrievals;
using XdsDmp.Repository.Storage;
using XdsDmp.Repository.Submissions;
using XdsDmp.Security.Trust;
using XdsDmp.Soap;
using XdsDmp.Sql;

namespace XdsDmp.Repository.OnDemand;

/// <summary>
/// ITI-43 for an On-Demand entry (ITI TF-2 §3.43.4.2.3): the document is made now, and is another one each time. With
/// persistence on it is stored and registered before anybody has it, and comes again as long as it does not change.
/// </summary>
internal sealed class OnDemandDocuments : IDisposable
{
    public const string MakingRule = "OND-making";
    public const string CheckRule = "OND-check";
    public const string RegistryRule = "OND-registry";
    private const string Source = "ITI TF-2 §3.43.4.2.3";

    private static readonly TimeSpan AskedAgain = TimeSpan.FromMilliseconds(100);

    private readonly OnDemandOptions _options;
    private readonly IDocumentMaker _maker;
    private readonly ILogger _logger;
    private readonly SemaphoreSlim _turns;

    /// <summary>One snapshot of an entry at a time: others of the same moment find it made.</summary>
    private readonly SemaphoreSlim[] _entries = [.. Enumerable.Range(0, 64).Select(_ => new SemaphoreSlim(1))];

    public OnDemandDocuments(OnDemandOptions options, IDocumentMaker maker, ILogger logger)
    {
        _options = options;
        _maker = maker;
        _logger = logger;
        _turns = new SemaphoreSlim(options.MaxAtOnce);
    }

    /// <summary>Null: there are none.</summary>
    /// <exception cref="ConfigurationException">Names the setting that is wrong.</exception>
    public static OnDemandDocuments? Of(OnDemandOptions options, TlsPolicy tls, ILogger logger)
    {
        if (options.TimeoutSeconds < 1 || options.MaxAtOnce < 1)
        {
            throw new ConfigurationException(
                "Repository:OnDemand:TimeoutSeconds and Repository:OnDemand:MaxAtOnce are at least 1");
        }

        if (options.ContentType.Length > 0
            && options.ContentType.Split('^') is not [{ Length: > 0 }, _, { Length: > 0 }])
        {
            throw new ConfigurationException(
                $"Repository:OnDemand:ContentType '{options.ContentType}' is not code^display name^scheme");
        }

        return options.Source == OnDemandSource.Off
            ? null
            : new OnDemandDocuments(options, MakerOf(options, tls), logger);
    }

    /// <summary>The document made for this request; null: the refusal is told.</summary>
    /// <param name="exchange">Who asks.</param>
    /// <param name="repository">Where.</param>
    /// <param name="request">For what.</param>
    /// <param name="entry">What the registry says of it: an On-Demand entry of this repository.</param>
    /// <param name="refuse">Takes why it could not be made.</param>
    /// <param name="cancel">The caller has gone.</param>
    public async Task<FoundDocument?> MakeAsync(
        SoapExchange exchange, RepositoryNode repository, DocumentRequest request, DocumentEntry entry,
        Action<RegistryErrorCode, Explanation> refuse, CancellationToken cancel)
    {
        using var inTime = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        inTime.CancelAfter(TimeSpan.FromSeconds(_options.TimeoutSeconds));
        var hasTurn = false;
        try
        {
            await _turns.WaitAsync(inTime.Token);
            hasTurn = true;
            var staged = (StagedDocuments)exchange.Attachments!;
            StagedContent? content = null;
            await _maker.MakeAsync(
                DocumentOrder.Of(entry),
                async (octets, stop) => content = await staged.StageAsync(octets, stop), inTime.Token);
            return await KeepAsync(exchange, repository, request, entry, content!, refuse, cancel);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            Fail($"it was not made within {_options.TimeoutSeconds} s", hasTurn
                ? RegistryErrorCode.XDSRepositoryError : RegistryErrorCode.XDSRepositoryBusy, request, refuse);
            return null;
        }
        catch (Exception trouble) when (trouble is IOException or ContentTooLargeException)
        {
            Fail(trouble.Message, RegistryErrorCode.XDSRepositoryError, request, refuse);
            return null;
        }
        finally
        {
            if (hasTurn)
            {
                _turns.Release();
            }
        }
    }

    public void Dispose()
    {
        _turns.Dispose();
        Array.ForEach(_entries, entry => entry.Dispose());
    }

    private static IDocumentMaker MakerOf(OnDemandOptions options, TlsPolicy tls)
    {
        if (options.Source == OnDemandSource.Command)
        {
            return new CommandMaker(new OperatorCommand(
                ConfigurationReader.Required(options.Command, "Repository:OnDemand:Command"), options.Arguments));
        }

        if (!Uri.TryCreate(options.Url, UriKind.Absolute, out var url)
            || (url.Scheme != Uri.UriSchemeHttps && !(url.Scheme == Uri.UriSchemeHttp && url.IsLoopback)))
        {
            throw new ConfigurationException(
                $"Repository:OnDemand:Url '{options.Url}' is no https address, nor an http address of this machine");
        }

        // The time limit is that of the making as a whole.
        return new HttpMaker(url, new HttpClient(MutualTlsHandler.Create(tls)) { Timeout = Timeout.InfiniteTimeSpan });
    }

    private async Task<FoundDocument?> KeepAsync(
        SoapExchange exchange, RepositoryNode repository, DocumentRequest request, DocumentEntry entry,
        StagedContent content, Action<RegistryErrorCode, Explanation> refuse, CancellationToken cancel)
    {
        var draft = SnapshotEntry.Of(entry, content, repository.Options.RepositoryUniqueId, repository.Clock);
        var errors = new RegistryErrors();
        await DocumentChecks.CheckAsync(repository, [draft], errors, cancel);
        if (errors.IsFailure)
        {
            refuse(RegistryErrorCode.XDSRepositoryError, new Explanation(
                CheckRule, "what was made on demand does not pass the checks: " + errors.First().Context,
                "DocumentRequest", request.DocumentUniqueId, Source: Source));
            return null;
        }

        if (!_options.Persist)
        {
            return FoundDocument(request, draft, content) with { NewDocumentUniqueId = draft.UniqueId };
        }

        var (stored, problem) = await PersistAsync(
            repository, new Snapshots(exchange, repository, _options), entry, draft, cancel);
        if (stored is null)
        {
            Fail(problem!, RegistryErrorCode.XDSRepositoryError, request, refuse);
            return null;
        }

        return new FoundDocument(request, stored, ContentIdOf(stored.UniqueId))
        {
            NewDocumentUniqueId = stored.UniqueId,
            NewRepositoryUniqueId = repository.Options.RepositoryUniqueId,
        };
    }

    private async Task<(StoredDocument? Document, string? Problem)> PersistAsync(
        RepositoryNode repository, Snapshots snapshots, DocumentEntry entry, ReceivedDocument draft,
        CancellationToken cancel)
    {
        var turn = _entries[(uint)(entry.Rim.Id ?? "").GetHashCode(StringComparison.Ordinal) % _entries.Length];
        await turn.WaitAsync(cancel);
        try
        {
            using var alone = await OfAllInstancesAsync(
                repository.Database, entry.Rim.Id ?? "", repository.Clock, cancel);
            return alone is null
                ? (null, "another instance has been making a snapshot of it for too long")
                : await snapshots.PersistAsync(entry, draft, cancel);
        }
        catch (Exception unheard) when (unheard is SoapTransportException or SoapFaultReceivedException)
        {
            return (null, $"the registry was not heard: {unheard.Message}");
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>The turn that <see cref="_entries"/> gives within this one; null: not in time.</summary>
    private async Task<ILease?> OfAllInstancesAsync(
        Database database, string entry, TimeProvider clock, CancellationToken cancel)
    {
        var began = clock.GetTimestamp();
        ILease? turn;
        while ((turn = database.TryTake($"snapshot of {entry}")) is null
            && clock.GetElapsedTime(began) < TimeSpan.FromSeconds(_options.TimeoutSeconds))
        {
            await Task.Delay(AskedAgain, cancel);
        }

        return turn;
    }

    private static FoundDocument FoundDocument(
        DocumentRequest request, ReceivedDocument draft, StagedContent content) => new(
            request,
            new StoredDocument(
                0, draft.UniqueId, DocumentState.Staged, null, draft.Entry.MimeType ?? "", content.Sha1,
                content.Reference, draft.Patient),
            ContentIdOf(draft.UniqueId));

    private static string ContentIdOf(string uniqueId) => $"{uniqueId}@xdsdmp";

    private void Fail(
        string reason, RegistryErrorCode code, DocumentRequest request, Action<RegistryErrorCode, Explanation> refuse)
    {
        _logger.LogError("A document could not be made on demand: {Reason}", reason);
        refuse(code, new Explanation(
            MakingRule, "the document could not be made", "DocumentRequest", request.DocumentUniqueId,
            "the same request later", Source));
    }
}
