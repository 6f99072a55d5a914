using System.Data.Common;
using XdsDmp.Atna.Forwarding;
using XdsDmp.Atna.Storage;
using XdsDmp.Atna.Storage.Checkpoints;
using XdsDmp.Atna.Storage.Terms;
using XdsDmp.Audit.Syslog;
using XdsDmp.Hosting;
using XdsDmp.Security.Trust;
using XdsDmp.Sql;

namespace XdsDmp.Atna.Archiving;

/// <summary>
/// What the audit repository does by itself: index, merge, sign, archive, remove, forward. It never stops for a
/// failure.
/// </summary>
internal sealed class Upkeep : IAsyncDisposable
{
    private static readonly TimeSpan CheckpointPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan MergePause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ArchivePause = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan HttpTimeout = TimeSpan.FromSeconds(60);

    /// <summary>Of a target of forwarding.</summary>
    private const int MaxAnswerBytes = 8 * 1024 * 1024;

    /// <summary>Records that are too few for a whole segment are archived when they are so much older than they must
    /// be.</summary>
    private static readonly TimeSpan SmallSegmentDelay = TimeSpan.FromDays(1);

    private readonly SecureNode _node;
    private readonly AtnaOptions _options;
    private readonly SigningKey _key;
    private readonly CancellationTokenSource _stop = new();
    private readonly List<Task> _work = [];
    private readonly List<JobTurn> _turns = [];
    private readonly List<HttpClient> _http = [];

    private Upkeep(SecureNode node, AtnaOptions options)
    {
        (_node, _options) = (node, options);
        _key = SigningKey.Ensure(SigningKey.PathFor(options.CheckpointKey, options.Database));
    }

    private Uri Log => _node.Database.IsShared
        ? new Uri($"postgres://{_node.Database.Name}")
        : new Uri(_node.Database.File);

    /// <summary>Before anything is signed it is seen whether the database is the one that was anchored.</summary>
    public static async Task<Upkeep> StartAsync(SecureNode node, AtnaOptions options)
    {
        var upkeep = new Upkeep(node, options);
        var checkpoints = upkeep.Checkpoints(node.Writer, node.Readers);
        if (checkpoints.FindContradiction() is { } contradiction)
        {
            node.Logger.LogError("The audit records are not those that were anchored: {Text}", contradiction);
            await node.Audit.AppendAsync(
                [SegmentEvents.Contradicted(node.Audit.Node, node.Audit.Now, upkeep.Log, contradiction)]);
        }

        // Every instance signs, and keeps anchors of its own: who signs first is settled where it is written.
        upkeep.Run("Signing", () => upkeep.RepeatAsync(CheckpointPause, _ => checkpoints.RunOnceAsync()));
        if (options.ArchivesAfter is { } age)
        {
            var turn = upkeep.TurnOf("archiving");
            upkeep.Run("Archiving", () => upkeep.RepeatAsync(
                ArchivePause, cancel => turn.IsOurs ? upkeep.ArchiveAsync(age, cancel) : Task.CompletedTask));
        }

        var index = new IndexRebuild(node.Writer, node.Readers, node.Clock, node.Logger, upkeep.TurnOf("index"));
        await index.MakeIfSmallAsync(upkeep._stop.Token);
        upkeep._work.Add(Task.Run(() => index.RunAsync(upkeep._stop.Token)));
        var merge = new TermMerge(node.Writer, node.Readers);
        var merging = upkeep.TurnOf("merging");
        upkeep.Run("Merging", () => upkeep.RepeatAsync(
            MergePause, cancel => merging.IsOurs ? upkeep.MergeAsync(merge, cancel) : Task.CompletedTask));
        var targets = options.ForwardingTargets;
        await node.Writer.WriteAsync(session => ForwardingStore.Declare(
            session, targets.Select(target => target.Name), node.Clock.GetUtcNow()));
        foreach (var target in targets)
        {
            var forwarder = new Forwarder(
                target, upkeep.SenderTo(target), node.Writer, node.Readers, node.Audit, node.Clock, node.Logger,
                upkeep.TurnOf($"forwarding to {target.Name}"));
            upkeep.Run($"Forwarding to {target.Name}", () => forwarder.RunAsync(upkeep._stop.Token));
        }

        return upkeep;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_work).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _turns.ForEach(turn => turn.Dispose());
        _http.ForEach(http => http.Dispose());
        _stop.Dispose();
    }

    /// <summary>
    /// The checkpoint at the stop: when the node has ended, and its last record, the stop itself, is written.
    /// </summary>
    public async Task SignEndAsync()
    {
        try
        {
            // The last to end: whoever copies the database of a stopped service needs no log beside it.
            using var log = new Checkpointer(_node.Database);
            using var writer = new GroupCommitWriter(_node.Database);
            using var readers = new ReaderPool(_node.Database);
            await Checkpoints(writer, readers).SignAsync();
        }
        catch (DbException failure)
        {
            _node.Logger.LogError("The end of the chain could not be signed: {Reason}", failure.Message);
        }

        _key.Dispose();
    }

    private CheckpointJob Checkpoints(GroupCommitWriter writer, ReaderPool readers) => new(
        writer, readers, _key, new AnchorFile(_options.AnchorPath), _options.CheckpointInterval, _node.Clock,
        _node.Logger);

    /// <summary>All that is due, one segment after another.</summary>
    private async Task ArchiveAsync(TimeSpan age, CancellationToken cancel)
    {
        var folder = new ArchiveFolder(_options.ArchiveFolder, _options.SegmentRecords);
        var archivist = new Archivist(_node.Writer, _node.Readers, _key, _node.Audit, folder);
        var limit = _node.Clock.GetUtcNow() - age;
        while (await archivist.ArchiveNextAsync(limit, evenIfSmall: false, cancel) is { } segment)
        {
            Tell("Archived", segment);
        }

        if (await archivist.ArchiveNextAsync(limit - SmallSegmentDelay, evenIfSmall: true, cancel) is { } small)
        {
            Tell("Archived", small);
        }

        if (_options.RetentionRuleFor(Log) is { } rule)
        {
            var retention = new Retention(
                _node.Writer, _node.Readers, _key, _node.Audit, folder, rule, _node.Clock, _node.Logger);
            while (await retention.RemoveNextAsync(cancel) is { } removed)
            {
                Tell("Removed", removed);
            }
        }
    }

    private async Task MergeAsync(TermMerge merge, CancellationToken cancel)
    {
        try
        {
            await merge.RunAsync(cancel);
        }
        catch (InvalidDataException damaged)
        {
            // It stays so: searches fail, and verification says of which records.
            _node.Logger.LogError("The index of the audit records is not merged: {Reason}", damaged.Message);
            await Task.Delay(ArchivePause, _node.Clock, cancel);
        }
    }

    private ICopySender SenderTo(ForwardingTarget target)
    {
        if (target.Url is not null)
        {
            var http = new HttpClient(MutualTlsHandler.Create(_node.Tls))
            {
                Timeout = HttpTimeout,
                MaxResponseContentBufferSize = MaxAnswerBytes,
            };
            _http.Add(http);
            return new FhirCopies(target, http);
        }

        var sender = new SyslogTlsSender(
            target.Host, target.Port, () => _node.Tls.ForClient(target.Host), _node.Clock);
        return new SyslogCopies(
            target, (messages, cancel) => sender.SendBatchAsync(messages, target.Confirms, cancel));
    }

    private JobTurn TurnOf(string job)
    {
        var turn = new JobTurn(_node.Database, job);
        _turns.Add(turn);
        return turn;
    }

    private void Tell(string what, Storage.Segments.Segment segment) => _node.Logger.LogInformation(
        "{What} audit records {First} to {Last}", what, segment.First, segment.Last);

    /// <summary>Work that ends before the service does is a fault of ours, and must not end in silence.</summary>
    private void Run(string name, Func<Task> work) => _work.Add(Task.Run(async () =>
    {
        try
        {
            await work();
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            _node.Logger.LogCritical(fault, "{Name} has ended until the next start", name);
        }
    }));

    private async Task RepeatAsync(TimeSpan pause, Func<CancellationToken, Task> work)
    {
        while (true)
        {
            try
            {
                await work(_stop.Token);
            }
            catch (Exception failure) when (failure is DbException or StoreBusyException or IOException
                or InvalidDataException or UnauthorizedAccessException)
            {
                _node.Logger.LogError("Upkeep of the audit records is put off: {Reason}", failure.Message);
            }

            await Task.Delay(pause, _node.Clock, _stop.Token);
        }
    }
}
