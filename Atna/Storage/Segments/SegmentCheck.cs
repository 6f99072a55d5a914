using XdsDmp.Atna.Storage.Checkpoints;
using XdsDmp.Sql;

namespace XdsDmp.Atna.Storage.Segments;

/// <summary>
/// The segments in the database: each signed, each following on the one before. Only those whose removal was decided
/// and signed may stand for records that are not there.
/// </summary>
internal sealed class SegmentCheck(ProblemLog problems, PublicKeys? keys)
{
    private const int PageSize = 500;

    private readonly List<Segment> _removed = [];
    private Segment? _last;

    public long RemovedRecords { get; private set; }

    public RemovedSegments TakeStored(ReaderPool readers, CheckpointCheck checkpoints)
    {
        var after = 0L;
        IReadOnlyList<StoredSegment> page;
        while ((page = readers.Read(session => SegmentStore.After(session, after, PageSize))).Count > 0)
        {
            foreach (var stored in page.Where(IsTrusted))
            {
                Take(stored, stored.Segment!, checkpoints);
            }

            after = page[^1].Last;
        }

        return new RemovedSegments(_removed);
    }

    private void Take(StoredSegment stored, Segment segment, CheckpointCheck checkpoints)
    {
        if (_last is { } last
            && (last.Last + 1 != segment.First || !last.Chain.Span.SequenceEqual(segment.Before.Span)))
        {
            problems.Add(
                ChainProblemKind.SegmentDiffers, segment.First, segment.Last,
                $"the segment of {segment.First} to {segment.Last} does not follow on the one that ends with "
                + $"{last.Last}");
        }

        _last = segment;
        if (stored.IsRemovalDecided)
        {
            _removed.Add(segment);
            RemovedRecords += stored.IsRemovalComplete ? segment.Records : 0;
        }
        else
        {
            checkpoints.TakeKnownHead(
                new ChainHead(segment.Last, segment.Chain), $"the segment of {segment.First} to {segment.Last}");
        }
    }

    private bool IsTrusted(StoredSegment stored)
    {
        if (!stored.IsWhole)
        {
            NoteWrong(stored, "is not as it was written");
            return false;
        }

        var isSigned = keys?.HasSigned(stored.Segment!.Statement) != false
            && (stored.Removal is null || keys?.HasSigned(stored.Removal.Statement) != false);
        if (!isSigned)
        {
            NoteWrong(stored, "does not bear a signature of the public key given");
        }

        return isSigned;
    }

    private void NoteWrong(StoredSegment stored, string what) => problems.Add(
        ChainProblemKind.SignatureWrong, stored.First, stored.Last,
        $"the segment of {stored.First} to {stored.Last}, or its removal, {what}");
}
