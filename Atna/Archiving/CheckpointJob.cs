using XdsDmp.Atna.Storage;
using XdsDmp.Atna.Storage.Checkpoints;
using XdsDmp.Sql;

namespace XdsDmp.Atna.Archiving;

/// <summary>
/// Signs the end of the chain every so many records and minutes, and appends what it signed to the anchor file. It
/// takes a place in the writer's queue as any sender does: reception waits for one signature.
/// </summary>
internal sealed class CheckpointJob(
    GroupCommitWriter writer,
    ReaderPool readers,
    SigningKey key,
    AnchorFile anchors,
    CheckpointInterval interval,
    TimeProvider clock,
    ILogger logger)
{
    private long _anchored = -1;
    private long _seen;
    private long? _uncoveredSince;

    /// <summary>A checkpoint if one is due.</summary>
    public async Task RunOnceAsync()
    {
        var (head, last) = readers.Read(session =>
            (AuditRecordStore.Head(session)?.Sequence ?? 0, CheckpointStore.Last(session)));
        if (_anchored >= 0 && last?.Number > _seen)
        {
            // Another instance signed.
            (_seen, _uncoveredSince) = (last.Number, null);
            TryAnchor();
        }

        var signed = last?.Head.Sequence ?? 0;
        if (head == signed)
        {
            _uncoveredSince = null;
            return;
        }

        _uncoveredSince ??= clock.GetTimestamp();
        if (head < signed || head - signed >= interval.Records
            || clock.GetElapsedTime(_uncoveredSince.Value) >= interval.Time)
        {
            await SignAsync(session => CheckpointStore.Last(session)?.Number == last?.Number);
        }
    }

    /// <summary>A checkpoint now, if there is anything new.</summary>
    public Task SignAsync() => SignAsync(_ => true);

    private async Task SignAsync(Func<ReadSession, bool> isStillDue)
    {
        var made = await writer.WriteAsync(session =>
            isStillDue(session) ? CheckpointStore.Append(session, key, clock.GetUtcNow()) : null);
        _uncoveredSince = null;
        if (made is not null || _anchored < 0)
        {
            _seen = made?.Number ?? _seen;
            TryAnchor();
        }
    }

    /// <summary>What the anchor file says against the database: null when the two agree.</summary>
    public string? FindContradiction()
    {
        if (anchors.Last() is not { } anchor)
        {
            return null;
        }

        var (stored, head) = readers.Read(session =>
            (CheckpointStore.Find(session, anchor.Number), AuditRecordReader.Find(session, anchor.Head.Sequence)));
        if (stored is null)
        {
            return $"{anchors.Path} has checkpoint {anchor.Number}, which the database has not: its end was cut off";
        }

        return stored.Statement != anchor.Statement && !stored.Statement.Hash.SequenceEqual(anchor.Statement.Hash)
            ? $"checkpoint {anchor.Number} is another one in {anchors.Path} than in the database"
            : head is not null && !head.ChainHash.AsSpan().SequenceEqual(anchor.Head.Hash.Span)
                ? $"record {anchor.Head.Sequence} is not the one that checkpoint {anchor.Number} signed"
                : null;
    }

    /// <summary>
    /// The disk of the anchors may be away: the checkpoints stay in the database and are appended with the next one.
    /// </summary>
    private void TryAnchor()
    {
        try
        {
            _anchored = _anchored < 0 ? anchors.Last()?.Number ?? 0 : _anchored;
            _anchored = anchors.Append(
                _anchored,
                (after, limit) => readers.Read(session => CheckpointStore.After(session, after, limit)));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            logger.LogError("Checkpoints cannot be anchored in {Path}: {Reason}", anchors.Path, failure.Message);
        }
    }
}

/// <summary>How much may come before the next checkpoint.</summary>
internal sealed record CheckpointInterval(long Records, TimeSpan Time);
