using System.Data.Common;
using XdsDmp.Atna.Storage.Checkpoints;
using XdsDmp.Atna.Storage.Segments;
using XdsDmp.Sql;

namespace XdsDmp.Atna.Storage;

/// <summary>
/// Walks the whole chain, one record in memory at a time. It reads in short transactions, so that a running service is
/// not held up: records and their index come in one transaction and are never changed, hence each piece is consistent
/// in itself.
/// </summary>
internal sealed class AuditVerifier(ReaderPool readers, VerificationBasis basis)
{
    private const int MaxRecordsAtOnce = 256;
    private const long MaxBytesAtOnce = 8 * 1024 * 1024;

    private readonly ProblemLog _problems = new();
    private long _records;
    private ChainHead? _head;

    // 1. what is said of the chain: checkpoints, segments, anchors, the known head  2. piece by piece: chain, index of
    // each record, index rows without a record  3. what the suspects are  4. the tail
    public AuditVerification Run(IProgress<long>? progress, CancellationToken cancel)
    {
        var checkpoints = new CheckpointCheck(_problems, basis.Keys);
        var segments = new SegmentCheck(_problems, basis.Keys);
        var removed = TakeStatements(checkpoints, segments);
        var chain = new ChainCheck(_problems, before: null, removed);
        var index = HasIndexOfToday() ? new IndexCheck(_problems) : null;
        try
        {
            var isAtEnd = false;
            var after = long.MinValue;
            while (!isAtEnd)
            {
                cancel.ThrowIfCancellationRequested();
                (after, isAtEnd) = readers.Read(session => TakePiece(session, after, chain, checkpoints, index));
                progress?.Report(_records);
            }

            index?.CheckTerms(readers, cancel);
        }
        catch (DbException damaged) when (Damage.IsMeantBy(damaged))
        {
            NoteDamage(chain.Last, damaged.Message);
        }
        catch (InvalidDataException damaged)
        {
            NoteDamage(chain.Last, damaged.Message);
        }

        chain.Finish();
        checkpoints.CheckTail(chain.Last);
        return new AuditVerification
        {
            Records = _records,
            Head = _head,
            Checkpoints = checkpoints.Count,
            SignedUpTo = basis.Keys is null ? null : checkpoints.SignedUpTo,
            RemovedRecords = segments.RemovedRecords,
            IsIndexVerified = index is not null,
            Problems = _problems.Listed,
            ProblemCount = _problems.Count,
        };
    }

    /// <summary>Where even that cannot be read, what is damaged shows in the walk.</summary>
    private bool HasIndexOfToday()
    {
        try
        {
            return readers.Read(AtnaTables.HasIndexOfToday);
        }
        catch (DbException damaged) when (Damage.IsMeantBy(damaged))
        {
            return true;
        }
    }

    private RemovedSegments? TakeStatements(CheckpointCheck checkpoints, SegmentCheck segments)
    {
        RemovedSegments? removed = null;
        try
        {
            if (readers.Read(AtnaTables.HasCheckpoints))
            {
                checkpoints.TakeStored(readers);
                removed = segments.TakeStored(readers, checkpoints);
            }
        }
        catch (DbException damaged) when (Damage.IsMeantBy(damaged))
        {
            _problems.Add(
                ChainProblemKind.Unreadable, 0, $"checkpoints or segments cannot be read: {damaged.Message}");
        }

        foreach (var (_, anchor) in basis.Anchors is { } file ? AnchorFile.Read(file) : [])
        {
            // A crash may have left half a line; a whole one follows it then.
            if (anchor is not null)
            {
                checkpoints.TakeAnchor(anchor);
            }
        }

        if (basis.KnownHead is { } head)
        {
            checkpoints.TakeKnownHead(head, "an earlier verification");
        }

        checkpoints.Begin();
        return removed;
    }

    private (long After, bool IsAtEnd) TakePiece(
        ReadSession session, long after, ChainCheck chain, CheckpointCheck checkpoints, IndexCheck? index)
    {
        var last = after;
        var bytes = 0L;
        for (var count = 0; count < MaxRecordsAtOnce && bytes < MaxBytesAtOnce; count++)
        {
            if (AuditRecordReader.Next(session, last) is not { } record)
            {
                index?.CheckOrphans(session, after, long.MaxValue);
                return (last, true);
            }

            if (record.Sequence <= last)
            {
                throw new InvalidDataException("the table of records is not in its order");
            }

            Take(session, record, chain, checkpoints, index);
            last = record.Sequence;
            bytes += record.Message.Raw.Length;
        }

        index?.CheckOrphans(session, after, last);
        return (last, false);
    }

    private void Take(
        ReadSession session, ChainedMessage record, ChainCheck chain, CheckpointCheck checkpoints, IndexCheck? index)
    {
        _records++;
        _head = new ChainHead(record.Sequence, record.ChainHash);
        if (chain.Take(record))
        {
            index?.Take(session, record);
            checkpoints.TakeRecord(record.Sequence, record.ChainHash);
        }
        else
        {
            index?.Skip(record.Sequence);
        }
    }

    private void NoteDamage(long last, string reason) => _problems.Add(
        ChainProblemKind.Unreadable, last + 1, $"the database cannot be read beyond record {last}: {reason}");
}
