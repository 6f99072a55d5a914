using XdsDmp.Sql;

namespace XdsDmp.Atna.Storage.Checkpoints;

/// <summary>
/// Holds what was said of the chain at earlier times against the chain: the checkpoints in the database, those in an
/// anchor file, an end that somebody kept.
/// </summary>
internal sealed class CheckpointCheck(ProblemLog problems, PublicKeys? keys)
{
    private const int PageSize = 500;

    private readonly List<(long Sequence, ReadOnlyMemory<byte> Hash, string Source)> _known = [];
    private readonly Dictionary<long, byte[]> _hashes = [];

    /// <summary>Checkpoints of the database that were named already: what else does not fit follows from it.</summary>
    private readonly HashSet<long> _wrong = [];

    private Checkpoint? _last;
    private long _lastNumber;
    private int _next;

    /// <summary>The last record that a checkpoint with a good signature covers, whoever kept the checkpoint.</summary>
    public long SignedUpTo { get; private set; }

    public long Count => _lastNumber;

    /// <summary>All of the database's, one page at a time.</summary>
    public void TakeStored(ReaderPool readers)
    {
        IReadOnlyList<StoredCheckpoint> page;
        while ((page = readers.Read(session => CheckpointStore.After(session, _lastNumber, PageSize))).Count > 0)
        {
            foreach (var stored in page)
            {
                TakeStored(stored);
            }
        }
    }

    /// <summary>After the database's own.</summary>
    public void TakeAnchor(Checkpoint anchor)
    {
        var isInDatabase = _hashes.TryGetValue(anchor.Number, out var hash);
        if (isInDatabase && hash.AsSpan().SequenceEqual(anchor.Statement.Hash))
        {
            return;
        }

        // It is known by what was anchored, whatever the database has in its place.
        if (!Trust(anchor, $"checkpoint {anchor.Number}, which was anchored,") || _wrong.Contains(anchor.Number))
        {
            return;
        }

        if (!isInDatabase)
        {
            NoteMissing(anchor.Number, $"checkpoint {anchor.Number} was anchored and is not in the database");
        }
        else
        {
            NoteMissing(anchor.Number, $"checkpoint {anchor.Number} was anchored as another than the database has");
        }
    }

    public void TakeKnownHead(ChainHead head, string source) => _known.Add((head.Sequence, head.Hash, source));

    /// <summary>Before the records are walked through.</summary>
    public void Begin() => _known.Sort((one, other) => one.Sequence.CompareTo(other.Sequence));

    /// <param name="sequence">Rising from call to call.</param>
    /// <param name="chainHash">Of a record that is whole in itself.</param>
    public void TakeRecord(long sequence, ReadOnlySpan<byte> chainHash)
    {
        while (_next < _known.Count && _known[_next].Sequence <= sequence)
        {
            var (place, hash, source) = _known[_next++];
            if (place == sequence && !hash.Span.SequenceEqual(chainHash))
            {
                problems.Add(
                    ChainProblemKind.HeadDiffers, sequence,
                    $"record {sequence} has not the hash known from {source}: the chain was written anew");
            }
        }
    }

    public void CheckTail(long last)
    {
        if (_known.Count > 0 && _known[^1] is var end && end.Sequence > last)
        {
            problems.Add(
                ChainProblemKind.TailMissing, last + 1, end.Sequence,
                $"the chain ends at {last}; records up to {end.Sequence} are known, from {end.Source}, to have been "
                + "there");
        }
    }

    private void TakeStored(StoredCheckpoint stored)
    {
        if (stored.Number != _lastNumber + 1)
        {
            problems.Add(
                ChainProblemKind.CheckpointMissing, _lastNumber + 1, stored.Number - 1,
                $"checkpoints {_lastNumber + 1} to {stored.Number - 1} are missing");
            _last = null;
        }

        var before = stored.Number == 1 ? AuditChain.Start.ToArray() : _last?.Statement.Hash;
        (_lastNumber, _last) = (stored.Number, stored.Checkpoint);
        if (!stored.IsWhole)
        {
            NoteWrong(stored.Number, $"checkpoint {stored.Number} is not as it was written");
            return;
        }

        var checkpoint = stored.Checkpoint!;
        _hashes[stored.Number] = checkpoint.Statement.Hash;
        if (Trust(checkpoint, $"checkpoint {stored.Number}")
            && before is not null && !before.AsSpan().SequenceEqual(checkpoint.Previous.Span)
            && !_wrong.Contains(stored.Number - 1))
        {
            NoteMissing(stored.Number - 1, $"checkpoint {stored.Number - 1} is not the one that the next one names");
        }
    }

    /// <summary>A statement that nobody of ours signed says nothing about the chain.</summary>
    private bool Trust(Checkpoint checkpoint, string name)
    {
        if (keys?.HasSigned(checkpoint.Statement) == false)
        {
            NoteWrong(checkpoint.Number, $"{name} does not bear a signature of the public key given");
            return false;
        }

        _known.Add((checkpoint.Head.Sequence, checkpoint.Head.Hash, name.TrimEnd(',')));
        SignedUpTo = keys is null ? 0 : Math.Max(SignedUpTo, checkpoint.Head.Sequence);
        return true;
    }

    private void NoteWrong(long number, string text)
    {
        _wrong.Add(number);
        problems.Add(ChainProblemKind.SignatureWrong, number, text);
    }

    private void NoteMissing(long number, string text) =>
        problems.Add(ChainProblemKind.CheckpointMissing, number, text);
}
