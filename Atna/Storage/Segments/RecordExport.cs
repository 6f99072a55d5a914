using System.Runtime.CompilerServices;
using XdsDmp.Atna.Storage.Checkpoints;
using XdsDmp.Sql;

namespace XdsDmp.Atna.Storage.Segments;

/// <summary>Which records go into a file.</summary>
/// <param name="First">The first one.</param>
/// <param name="Last">The last one, if there are so many.</param>
/// <param name="ReceivedBefore">The first record that is not older ends it.</param>
internal sealed record ExportRange(long First, long Last, DateTimeOffset? ReceivedBefore = null);

/// <summary>
/// Writes a stretch of the chain as lines of <see cref="SegmentFormat"/>, a few records in memory at a time and in
/// short transactions.
/// </summary>
internal sealed class RecordExport(ReaderPool readers, ExportRange range)
{
    private const int RecordsAtOnce = 128;
    private const long BytesAtOnce = 4 * 1024 * 1024;

    private ChainedMessage? _first;
    private ChainedMessage? _last;
    private DateTimeOffset _from = DateTimeOffset.MaxValue;
    private DateTimeOffset _to = DateTimeOffset.MinValue;

    public long Records { get; private set; }

    /// <summary>Null as long as nothing was written.</summary>
    public SegmentExtent? Extent => _first is null || _last is null
        ? null
        : new SegmentExtent(_first.Sequence, _last.Sequence, _first.PreviousHash, _last.ChainHash, _from, _to);

    /// <summary>Writes what is there, as it is: what is wrong with it shows when the file is verified.</summary>
    /// <param name="seal">Makes the statement about all of it; null for none.</param>
    public async IAsyncEnumerable<byte[]> LinesAsync(
        Func<SegmentExtent, SignedStatement>? seal, [EnumeratorCancellation] CancellationToken cancel)
    {
        var isAtEnd = false;
        while (!isAtEnd)
        {
            await Task.Yield();
            cancel.ThrowIfCancellationRequested();
            (var piece, var checkpoints, isAtEnd) = readers.Read(NextPiece);
            foreach (var record in piece)
            {
                if (_first is null)
                {
                    yield return SegmentFormat.Header(record.Sequence, record.PreviousHash);
                }

                Note(record);
                yield return SegmentFormat.Record(record);
                foreach (var checkpoint in checkpoints.Where(it => it.Head.Sequence == record.Sequence))
                {
                    yield return SegmentFormat.Statement(checkpoint.Statement.Line);
                }
            }
        }

        if (seal is not null && Extent is { } extent)
        {
            yield return SegmentFormat.Statement(seal(extent).Line);
        }

        yield return SegmentFormat.End(Records);
    }

    private Piece NextPiece(ReadSession session)
    {
        var records = new List<ChainedMessage>();
        var after = _last?.Sequence ?? range.First - 1;
        var bytes = 0L;
        var isAtEnd = false;
        while (!isAtEnd && records.Count < RecordsAtOnce && bytes < BytesAtOnce)
        {
            var next = AuditRecordReader.Next(session, after);
            isAtEnd = next is null || next.Sequence > range.Last || next.Message.ReceivedAt >= range.ReceivedBefore;
            if (!isAtEnd)
            {
                records.Add(next!);
                after = next!.Sequence;
                bytes += next.Message.Raw.Length;
            }
        }

        var checkpoints = records.Count == 0
            ? []
            : CheckpointStore.Covering(session, records[0].Sequence, after, RecordsAtOnce);
        return new Piece(records, checkpoints, isAtEnd);
    }

    private void Note(ChainedMessage record)
    {
        Records++;
        _first ??= record;
        _last = record;
        var time = record.Message.ReceivedAt;
        (_from, _to) = (time < _from ? time : _from, time > _to ? time : _to);
    }

    private sealed record Piece(
        IReadOnlyList<ChainedMessage> Records, IReadOnlyList<Checkpoint> Checkpoints, bool IsAtEnd);
}
