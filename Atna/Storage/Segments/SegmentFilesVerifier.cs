using XdsDmp.Atna.Storage.Checkpoints;
using XdsDmp.Sql;

namespace XdsDmp.Atna.Storage.Segments;

/// <summary>Verifies files of records: each by itself, each with its neighbours, and with the database.</summary>
internal sealed class SegmentFilesVerifier(PublicKeys? keys)
{
    private readonly ProblemLog _problems = new();

    /// <param name="database">Null when the files are all there is.</param>
    public async Task<AuditVerification> RunAsync(
        IReadOnlyList<string> files, ReaderPool? database, IProgress<long>? progress, CancellationToken cancel)
    {
        var verified = new List<VerifiedFile>();
        var before = 0L;
        foreach (var file in files)
        {
            var total = before;
            var counted = progress is null ? null : new Total(records => progress.Report(total + records));
            verified.Add(await new SegmentFileCheck(file, _problems, keys).RunAsync(counted, cancel));
            before += verified[^1].Records;
        }

        var ordered = verified.Where(file => file.Records > 0).OrderBy(file => file.First).ToList();
        foreach (var (one, next) in ordered.Zip(ordered.Skip(1)))
        {
            CheckNeighbours(one, next);
        }

        foreach (var file in ordered)
        {
            database?.Read(session => CheckAgainst(session, file));
        }

        return new AuditVerification
        {
            Records = before,
            Head = ordered.Count == 0 ? null : new ChainHead(ordered[^1].Last, ordered[^1].Chain),
            Checkpoints = verified.Sum(file => file.Checkpoints),
            SignedUpTo = keys is null ? null : verified.Select(file => file.SignedUpTo).DefaultIfEmpty().Max(),
            Problems = _problems.Listed,
            ProblemCount = _problems.Count,
        };
    }

    private void CheckNeighbours(VerifiedFile one, VerifiedFile next)
    {
        if (next.First > one.Last + 1)
        {
            _problems.Add(
                ChainProblemKind.Missing, one.Last + 1, next.First - 1,
                $"records {one.Last + 1} to {next.First - 1} are in none of the files");
        }
        else if (next.First == one.Last + 1 && !next.Before.AsSpan().SequenceEqual(one.Chain))
        {
            NoteDiffers(next, $"does not follow on {Path.GetFileName(one.Path)}");
        }
    }

    /// <summary>
    /// The database has the segment of which this is the file, or still has the record with which the file ends.
    /// </summary>
    private bool CheckAgainst(ReadSession session, VerifiedFile file)
    {
        var record = AuditRecordReader.Find(session, file.Last)?.ChainHash;
        var segment = AtnaTables.HasCheckpoints(session) ? SegmentStore.Find(session, file.Last)?.Segment : null;
        if (record is null && segment is null)
        {
            NoteDiffers(file, $"ends with record {file.Last}, of which the database knows nothing");
        }
        else if (record?.AsSpan().SequenceEqual(file.Chain) == false
            || segment?.Chain.Span.SequenceEqual(file.Chain) == false)
        {
            NoteDiffers(file, $"ends with another record {file.Last} than the database has");
        }

        var follower = AuditRecordReader.Find(session, file.Last + 1);
        if (follower?.PreviousHash.AsSpan().SequenceEqual(file.Chain) == false)
        {
            NoteDiffers(file, $"is not what record {file.Last + 1} of the database was chained to");
        }

        return true;
    }

    private void NoteDiffers(VerifiedFile file, string what) => _problems.Add(
        ChainProblemKind.SegmentDiffers, file.First, file.Last, $"{Path.GetFileName(file.Path)} {what}");

    private sealed class Total(Action<long> report) : IProgress<long>
    {
        public void Report(long value) => report(value);
    }
}
