using XdsDmp.Atna.Storage.Segments;

namespace XdsDmp.Atna.Storage;

/// <summary>
/// Follows the chain record by record. Each is first held against its own hash, then against its neighbour: so that the
/// record that was touched is named, not the one behind it.
/// </summary>
/// <param name="problems">Where what is wrong is noted.</param>
/// <param name="before">The record before the first; null for the beginning of the chain.</param>
/// <param name="removed">Stands for the records that were removed by a rule.</param>
internal sealed class ChainCheck(ProblemLog problems, ChainHead? before = null, RemovedSegments? removed = null)
{
    private const int MaxSuspects = 1_000;
    private const int MaxMovedUp = 20;

    private readonly List<Suspect> _suspects = [];
    private readonly HashSet<long> _emptyPlaces = [];
    private ReadOnlyMemory<byte>? _lastHash = before?.Hash ?? AuditChain.Start.ToArray();
    private bool _isLastSuspect;

    /// <summary>The last number seen, 0 before the first.</summary>
    public long Last { get; private set; } = before?.Sequence ?? 0;

    /// <returns>False when the record is not what was chained.</returns>
    public bool Take(ChainedMessage record)
    {
        if (record.Sequence < 1)
        {
            problems.Add(
                ChainProblemKind.Altered, record.Sequence,
                $"a record stands at {record.Sequence}, where none was ever received");
            return false;
        }

        CheckGap(record.Sequence);
        var contentHash = AuditChain.ContentHash(record.Message);
        var expected = AuditChain.ChainHash(record.PreviousHash, record.Sequence, contentHash);
        var isWhole = record.ChainHash.AsSpan().SequenceEqual(expected);
        if (!isWhole)
        {
            Suspect(new Suspect(record.Sequence, contentHash, record.PreviousHash, record.ChainHash));
        }
        else if (_lastHash is { } last && !_isLastSuspect && !last.Span.SequenceEqual(record.PreviousHash))
        {
            NoteForgedNeighbour(record.Sequence);
        }

        Last = record.Sequence;
        _lastHash = record.ChainHash;
        _isLastSuspect = !isWhole;
        return isWhole;
    }

    /// <summary>
    /// Tells for every record that is not whole whether it was altered or belongs elsewhere; and from where the others
    /// went whether one was put in or taken out between them.
    /// </summary>
    public void Finish()
    {
        StandIn(long.MaxValue);
        var places = _suspects.Select(suspect => suspect.Sequence).Concat(_emptyPlaces).ToList();

        // Where a gap was closed by moving up what stood behind it, the last ones come from beyond the end.
        places.AddRange(Enumerable.Range(1, MaxMovedUp).Select(distance => Last + distance));
        var origins = _suspects.Select(suspect => suspect.OriginAmong(places)).ToList();
        var moved = origins.OfType<long>().ToHashSet();
        NoteInsertedAndOverwritten(moved);
        foreach (var (suspect, origin) in _suspects.Zip(origins))
        {
            if (origin is not null)
            {
                problems.Add(
                    ChainProblemKind.Reordered, suspect.Sequence,
                    $"the record at {suspect.Sequence} was received as {origin}; it is unaltered");
            }
            else if (!moved.Contains(suspect.Sequence))
            {
                NoteAltered(suspect.Sequence);
            }
        }
    }

    /// <summary>
    /// A place whose own record went elsewhere holds one that was put in, unless it holds one that moved, too. A place
    /// that holds one that moved, while its own record is nowhere, lost it.
    /// </summary>
    private void NoteInsertedAndOverwritten(HashSet<long> moved)
    {
        var holdsMoved = _suspects.Where(s => s.Origin is not null).Select(s => s.Sequence).ToHashSet();
        var isOccupied = moved.Where(place => place <= Last && !holdsMoved.Contains(place));
        foreach (var place in isOccupied.Where(place => !_emptyPlaces.Contains(place)))
        {
            problems.Add(
                ChainProblemKind.Inserted, place,
                $"the record at {place} was put in: the one received as {place} stands elsewhere");
        }

        var end = moved.Count == 0 ? 0 : moved.Max();
        foreach (var place in holdsMoved.Where(place => place < end && !moved.Contains(place)))
        {
            problems.Add(
                ChainProblemKind.Missing, place, $"record {place} is missing: another one stands at its place");
        }
    }

    private void CheckGap(long sequence)
    {
        StandIn(sequence);
        var expected = Last + 1;
        if (sequence == expected)
        {
            return;
        }

        // After a gap the hash before is not known; the record's own copy of it still lets the record be checked.
        _lastHash = null;
        problems.Add(ChainProblemKind.Missing, expected, sequence - 1, MissingText(expected, sequence - 1));
        for (var place = expected; place < sequence && _emptyPlaces.Count < MaxSuspects; place++)
        {
            _emptyPlaces.Add(place);
        }
    }

    /// <summary>Segments take the places of the records that were removed with them, up to the next record.</summary>
    private void StandIn(long next)
    {
        while (Last + 1 < next && removed?.Covering(Last + 1) is { } segment)
        {
            if (segment.First == Last + 1 && _lastHash is { } last && !_isLastSuspect
                && !last.Span.SequenceEqual(segment.Before.Span))
            {
                problems.Add(
                    ChainProblemKind.SegmentDiffers, segment.First, segment.Last,
                    $"records {segment.First} to {segment.Last}, which were removed, did not follow on {Last}");
            }

            // A removal that is under way has left the last records of its segment.
            var isWholly = segment.Last < next;
            Last = isWholly ? segment.Last : next - 1;
            _lastHash = isWholly ? segment.Chain : (ReadOnlyMemory<byte>?)null;
            _isLastSuspect = false;
        }
    }

    private void Suspect(Suspect suspect)
    {
        if (_suspects.Count < MaxSuspects)
        {
            _suspects.Add(suspect);
        }
        else
        {
            NoteAltered(suspect.Sequence);
        }
    }

    private void NoteAltered(long sequence) => problems.Add(
        ChainProblemKind.Altered, sequence, $"record {sequence} is not what was received: its hash differs");

    private void NoteForgedNeighbour(long sequence)
    {
        if (sequence == 1)
        {
            problems.Add(
                ChainProblemKind.Altered, sequence,
                "record 1 does not begin the chain: it was chained to a record that is not there");
        }
        else
        {
            problems.Add(
                ChainProblemKind.Altered, Last,
                $"record {Last} is not the one that record {sequence} was chained to: it was replaced");
        }
    }

    private static string MissingText(long first, long last) => first == last
        ? $"record {first} is missing"
        : $"records {first} to {last} are missing";
}

/// <summary>A record whose hash does not fit its place.</summary>
internal sealed record Suspect(long Sequence, byte[] ContentHash, byte[] PreviousHash, byte[] ChainHash)
{
    /// <summary>Where it was received, once that was found out.</summary>
    public long? Origin { get; private set; }

    public long? OriginAmong(IEnumerable<long> places) =>
        Origin = new[] { Sequence - 1, Sequence + 1 }.Concat(places).Where(BelongsAt)
            .Select(place => (long?)place).FirstOrDefault();

    private bool BelongsAt(long place) =>
        place != Sequence && AuditChain.ChainHash(PreviousHash, place, ContentHash).AsSpan().SequenceEqual(ChainHash);
}
