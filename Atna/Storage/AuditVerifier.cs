using Microsoft.Data.Sqlite;
using XdsDmp.Sql;

namespace XdsDmp.Atna.Storage;

/// <summary>
/// Walks the whole chain, one record in memory at a time. It reads in short transactions, so that a running service is
/// not held up: records and their index come in one transaction and are never changed, hence each piece is consistent
/// in itself.
/// </summary>
internal sealed class AuditVerifier(ReaderPool readers, ChainHead? expected)
{
    private const int MaxRecordsAtOnce = 256;
    private const long MaxBytesAtOnce = 8 * 1024 * 1024;

    /// <summary>SQLITE_CORRUPT and SQLITE_NOTADB.</summary>
    private static readonly int[] DamageCodes = [11, 26];

    private readonly ProblemLog _problems = new();
    private long _records;
    private ChainHead? _head;

    // 1. piece by piece: chain, index of each record, index rows without a record 2. what the suspects are 3. the known
    // head
    public AuditVerification Run(IProgress<long>? progress, CancellationToken cancel)
    {
        var chain = new ChainCheck(_problems);
        var index = new IndexCheck(_problems);
        try
        {
            var isAtEnd = false;
            var after = long.MinValue;
            while (!isAtEnd)
            {
                cancel.ThrowIfCancellationRequested();
                (after, isAtEnd) = readers.Read(session => TakePiece(session, after, chain, index));
                progress?.Report(_records);
            }
        }
        catch (SqliteException damaged) when (DamageCodes.Contains(damaged.SqliteErrorCode))
        {
            NoteDamage(chain.Last, damaged.Message);
        }
        catch (InvalidDataException damaged)
        {
            NoteDamage(chain.Last, damaged.Message);
        }

        chain.Finish();
        CheckTail(chain.Last);
        return new AuditVerification
        {
            Records = _records,
            Head = _head,
            Problems = _problems.Listed,
            ProblemCount = _problems.Count,
        };
    }

    private (long After, bool IsAtEnd) TakePiece(ReadSession session, long after, ChainCheck chain, IndexCheck index)
    {
        var last = after;
        var bytes = 0L;
        for (var count = 0; count < MaxRecordsAtOnce && bytes < MaxBytesAtOnce; count++)
        {
            if (AuditRecordReader.Next(session, last) is not { } record)
            {
                index.CheckOrphans(session, after, long.MaxValue);
                return (last, true);
            }

            if (record.Sequence <= last)
            {
                throw new InvalidDataException("the table of records is not in its order");
            }

            Take(session, record, chain, index);
            last = record.Sequence;
            bytes += record.Message.Raw.Length;
        }

        index.CheckOrphans(session, after, last);
        return (last, false);
    }

    private void Take(ReadSession session, ChainedMessage record, ChainCheck chain, IndexCheck index)
    {
        _records++;
        _head = new ChainHead(record.Sequence, record.ChainHash);
        if (chain.Take(record))
        {
            // The index of a record that was altered says nothing more.
            index.Take(session, record);
        }

        if (record.Sequence == expected?.Sequence && !expected.Hash.Span.SequenceEqual(record.ChainHash))
        {
            _problems.Add(
                ChainProblemKind.HeadDiffers, record.Sequence,
                $"record {record.Sequence} has not the hash known from before: the chain was written anew");
        }
    }

    private void NoteDamage(long last, string reason) => _problems.Add(
        ChainProblemKind.Unreadable, last + 1, $"the database cannot be read beyond record {last}: {reason}");

    private void CheckTail(long last)
    {
        if (expected is not null && expected.Sequence > last)
        {
            _problems.Add(
                ChainProblemKind.TailMissing, last + 1, expected.Sequence,
                $"the chain ends at {last}; records up to {expected.Sequence} are known to have been there");
        }
    }
}
