using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using XdsDmp.Atna.Storage;
using XdsDmp.Atna.Storage.Terms;
using XdsDmp.Sql;

namespace XdsDmp.Bench.Records;

/// <summary>
/// Appends records as reception does: parsed and indexed beforehand, in batches, by the one writer, durable; runs of
/// terms are merged meanwhile, as the service does. Batches are larger than most that arrive.
/// </summary>
internal sealed class RecordFill(Database database, SyntheticRecords records)
{
    private const int BatchRecords = 2_048;
    private const int BatchesAhead = 4;
    private static readonly TimeSpan ReportInterval = TimeSpan.FromSeconds(20);

    private TimeSpan _writing;

    /// <summary>Records have the numbers from 1 on; what is there already stays.</summary>
    public async Task RunAsync(long count)
    {
        using var writer = new GroupCommitWriter(database);
        using var checkpointer = new Checkpointer(database);
        using var readers = new ReaderPool(database);

        // As the service does before it listens: nothing can be searched otherwise.
        await new IndexRebuild(writer, readers, TimeProvider.System, NullLogger.Instance)
            .RunAsync(CancellationToken.None);
        var first = await writer.WriteAsync(session => AuditRecordStore.Head(session)?.Sequence ?? 0) + 1;
        var (clock, reported) = (Stopwatch.StartNew(), TimeSpan.Zero);
        var merge = new TermMerge(writer, readers);
        var merged = Task.CompletedTask;
        var batches = new Queue<Task<PreparedBatch>>();
        var written = 0L;
        for (var next = first; next <= count || batches.Count > 0;)
        {
            while (next <= count && batches.Count < BatchesAhead)
            {
                var (begin, size) = (next, (int)Math.Min(BatchRecords, count + 1 - next));
                batches.Enqueue(Task.Run(() => Prepare(begin, size)));
                next += size;
            }

            var batch = await batches.Dequeue();
            await writer.WriteAsync(session => Append(session, batch));
            written += batch.Records.Count;
            if (merged.IsCompleted)
            {
                await merged;
                merged = Task.Run(() => merge.RunAsync(CancellationToken.None));
            }

            if (clock.Elapsed - reported > ReportInterval || batches.Count == 0)
            {
                reported = clock.Elapsed;
                Console.WriteLine(
                    $"  {first - 1 + written} records, {written / clock.Elapsed.TotalSeconds:0} a second; "
                    + $"inserting alone takes {_writing.TotalMicroseconds / written:0} microseconds each");
            }
        }

        await merged;
        await merge.RunAsync(CancellationToken.None);
    }

    private PreparedBatch Prepare(long first, int count) =>
        PreparedBatch.Of(Enumerable.Range(0, count).Select(i => records.Of(first + i)));

    private void Append(WriteSession session, PreparedBatch batch)
    {
        var start = Stopwatch.GetTimestamp();
        AuditRecordStore.Append(session, batch);
        _writing += Stopwatch.GetElapsedTime(start);
    }
}
