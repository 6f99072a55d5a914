using XdsDmp.Atna.Storage;
using XdsDmp.Atna.Storage.Checkpoints;
using XdsDmp.Atna.Storage.Segments;
using XdsDmp.Hosting;
using XdsDmp.Sql;

namespace XdsDmp.Atna.Archiving;

/// <summary>
/// Removes archived records whose time is over. The decision is signed and audited in one transaction; then the records
/// go in small portions, so that reception never waits long; a removal that was interrupted goes on at the next start.
/// </summary>
internal sealed class Retention(
    GroupCommitWriter writer,
    ReaderPool readers,
    SigningKey key,
    AuditTrail audit,
    ArchiveFolder folder,
    RetentionRule rule,
    TimeProvider clock,
    ILogger logger)
{
    /// <summary>With its index some ten milliseconds of the writer's time.</summary>
    private const int RecordsAtOnce = 200;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>One segment, if one is due.</summary>
    /// <returns>Null when there is nothing to remove.</returns>
    /// <exception cref="InvalidDataException">The segment's file does not verify: nothing is removed.</exception>
    public async Task<Segment?> RemoveNextAsync(CancellationToken cancel)
    {
        if (rule.IsOnHold)
        {
            return null;
        }

        var open = readers.Read(SegmentStore.FirstOpenRemoval);
        var segment = open?.Segment ?? await DecideAsync(cancel);
        while (segment is not null && await RemoveSomeAsync(segment))
        {
            await Task.Delay(Pause, clock, cancel);
        }

        return segment;
    }

    /// <summary>False when none was left.</summary>
    private async Task<bool> RemoveSomeAsync(Segment segment)
    {
        // What is in the index of each is found out here, not on the writer's time.
        var records = readers.Read(session => SegmentStore.Some(session, segment, RecordsAtOnce));
        await writer.WriteAsync(session =>
        {
            if (records.Count == 0)
            {
                SegmentStore.Complete(session, segment, clock.GetUtcNow());
            }
            else
            {
                SegmentStore.Remove(session, segment, records);
            }
        });
        return records.Count > 0;
    }

    private async Task<Segment?> DecideAsync(CancellationToken cancel)
    {
        var limit = clock.GetUtcNow() - TimeSpan.FromDays(rule.Days);
        var due = readers.Read(session => SegmentStore.FirstBefore(session, limit));
        if (due?.Segment is not { } segment || !IsForwarded(segment))
        {
            return null;
        }

        var path = folder.At(due.File);
        var archived = await ArchiveFolder.VerifyAsync(path, key, cancel);
        if (!archived.Chain.Span.SequenceEqual(segment.Chain.Span) || archived.First != segment.First)
        {
            throw new InvalidDataException($"{path} is another segment than that of {segment.First} to {segment.Last}");
        }

        var removal = SegmentRemoval.Make(key, segment, rule.Name, Microseconds.Cut(clock.GetUtcNow()));
        await writer.WriteAsync(session =>
        {
            SegmentStore.AppendRemoval(session, removal);
            audit.Append(session, [SegmentEvents.Removed(audit.Node, audit.Now, segment, rule.Log, rule.Name)]);
        });
        return segment;
    }

    /// <summary>A target that is away must not lose what is meant for it.</summary>
    private bool IsForwarded(Segment segment)
    {
        var behind = readers.Read(session => rule.Targets
            .Where(target => ForwardingStore.Position(session, target) < segment.Last).ToList());
        if (behind.Count > 0)
        {
            logger.LogWarning(
                "Records up to {Last} are not removed yet: they have not been forwarded to {Targets}",
                segment.Last, string.Join(", ", behind));
        }

        return behind.Count == 0;
    }
}

/// <summary>When records go.</summary>
/// <param name="Days">How long they are kept; counted from their receipt.</param>
/// <param name="IsOnHold">Nothing goes, whatever its age: a legal hold.</param>
/// <param name="Targets">Who must have got them before.</param>
/// <param name="Log">The name of the audit log in the record of the removal.</param>
internal sealed record RetentionRule(int Days, bool IsOnHold, IReadOnlyList<string> Targets, Uri Log)
{
    public string Name => $"retention-days:{Days}";
}
