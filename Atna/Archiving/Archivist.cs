using XdsDmp.Atna.Storage;
using XdsDmp.Atna.Storage.Checkpoints;
using XdsDmp.Atna.Storage.Segments;
using XdsDmp.Hosting;
using XdsDmp.Sql;

namespace XdsDmp.Atna.Archiving;

/// <summary>
/// Writes old records to files, one segment of the chain each. Only what verifies is archived, and only a file that was
/// read back and verifies counts.
/// </summary>
internal sealed class Archivist(
    GroupCommitWriter writer, ReaderPool readers, SigningKey key, AuditTrail audit, ArchiveFolder folder)
{
    /// <summary>The next segment, if there are records for it.</summary>
    /// <param name="receivedBefore">Records of this time or later stay.</param>
    /// <param name="evenIfSmall">A segment of fewer records than a whole one is made as well.</param>
    /// <returns>Null when there is nothing to archive.</returns>
    /// <exception cref="InvalidDataException">The records, or the file, do not verify: nothing has changed.</exception>
    public async Task<Segment?> ArchiveNextAsync(
        DateTimeOffset receivedBefore, bool evenIfSmall, CancellationToken cancel)
    {
        var (last, range) = readers.Read(session => NextRange(session, receivedBefore, evenIfSmall));
        if (range is null)
        {
            return null;
        }

        var path = folder.PathOf(range.First);
        var export = new RecordExport(readers, range);
        await SegmentFile.WriteAsync(
            path,
            export.LinesAsync(extent => Segment.Make(key, extent, Microseconds.Cut(audit.Now)).Statement, cancel),
            cancel);
        var segment = await ArchiveFolder.VerifyAsync(path, key, cancel);
        var before = last?.Segment?.Chain ?? AuditChain.Start.ToArray();
        if (segment.First != range.First || !segment.Before.Span.SequenceEqual(before.Span))
        {
            throw new InvalidDataException($"records from {range.First} on do not follow on what was archived before");
        }

        await writer.WriteAsync(session =>
        {
            SegmentStore.Append(session, segment, Path.GetFileName(path));
            audit.Append(session, [SegmentEvents.Archived(audit.Node, audit.Now, segment, new Uri(path))]);
        });
        return segment;
    }

    private (StoredSegment? Last, ExportRange? Range) NextRange(
        ReadSession session, DateTimeOffset receivedBefore, bool evenIfSmall)
    {
        var last = SegmentStore.Last(session);
        var first = (last?.Last ?? 0) + 1;
        var end = first + folder.SegmentRecords - 1;
        var isThere = AuditRecordReader.ReceivedAt(session, evenIfSmall ? first : end) < receivedBefore;
        return (last, isThere ? new ExportRange(first, end, receivedBefore) : null);
    }
}
