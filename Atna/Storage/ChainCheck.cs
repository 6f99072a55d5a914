namespace XdsDmp.Atna.Storage;

/// <summary>
/// Follows the chain record by record. Each is first held against its own hash, then against its neighbour: so that the
/// record that was touched is named, not the one behind it.
/// </summary>
internal sealed class ChainCheck(ProblemLog problems)
{
    private const int MaxSuspects = 1_000;
    private const int MaxMovedUp = 20;

    private readonly List<Suspect> _suspects = [];
    private readonly HashSet<long> _emptyPlaces = [];
    private byte[]? _lastHash = AuditChain.Start.ToArray();
    private bool _isLastSuspect;

    /// <summary>The last number seen, 0 before the first.</summary>
    public long Last { get; private set; }

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
        else if (_lastHash is not null && !_isLastSuspect && !record.PreviousHash.AsSpan().SequenceEqual(_lastHash))
        {
            NoteForgedNeighbour(record.Sequence);
        }

        Last = record.Sequence;
        _lastHash = record.ChainHash;
        _isLastSuspect = !isWhole;
        return isWhole;
    }

    /// <summary>Tells for every record that is not whole whether it was altered or belongs elsewhere.</summary>
    public void Finish()
    {
        var places = _suspects.Select(suspect => suspect.Sequence).Concat(_emptyPlaces).ToList();

        // Where a gap was closed by moving up what stood behind it, the last ones come from beyond the end.
        places.AddRange(Enumerable.Range(1, MaxMovedUp).Select(distance => Last + distance));
        foreach (var suspect in _suspects)
        {
            if (places.Find(suspect.BelongsAt) is var origin and > 0)
            {
                problems.Add(
                    ChainProblemKind.Reordered, suspect.Sequence,
                    $"the record at {suspect.Sequence} was received as {origin}; it is unaltered");
            }
            else
            {
                NoteAltered(suspect.Sequence);
            }
        }
    }

    private void CheckGap(long sequence)
    {
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
    public bool BelongsAt(long place) =>
        place != Sequence && AuditChain.ChainHash(PreviousHash, place, ContentHash).AsSpan().SequenceEqual(ChainHash);
}
