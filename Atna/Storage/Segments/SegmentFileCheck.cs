using XdsDmp.Atna.Storage.Checkpoints;

namespace XdsDmp.Atna.Storage.Segments;

/// <summary>
/// Verifies one file of records by itself: its chain, the checkpoints among the records, the segment's own statement,
/// and that it is there to its end.
/// </summary>
internal sealed class SegmentFileCheck(string path, ProblemLog problems, PublicKeys? keys)
{
    private ChainCheck? _chain;
    private SegmentLine? _header;
    private ChainedMessage? _last;
    private bool _isLastWhole;
    private bool _isAtEnd;
    private long _records;
    private long _checkpoints;
    private long _signedUpTo;
    private Segment? _segment;

    public async Task<VerifiedFile> RunAsync(IProgress<long>? progress, CancellationToken cancel)
    {
        try
        {
            await foreach (var line in SegmentFile.ReadAsync(path, cancel))
            {
                Take(line);
                progress?.Report(_records);
            }
        }
        catch (Exception damaged) when (damaged is InvalidDataException or IOException)
        {
            Note(
                ChainProblemKind.Unreadable,
                $"cannot be read beyond record {_last?.Sequence ?? 0}: {damaged.Message}");
            _isAtEnd = true;
        }

        _chain?.Finish();
        if (!_isAtEnd)
        {
            Note(ChainProblemKind.TailMissing, $"is cut off behind record {_last?.Sequence ?? 0}");
        }

        return new VerifiedFile(
            path, _header?.First ?? 0, _last?.Sequence ?? 0, _header?.Before ?? [], _last?.ChainHash ?? [])
        {
            Records = _records,
            Checkpoints = _checkpoints,
            SignedUpTo = _signedUpTo,
            Segment = _segment,
        };
    }

    private void Take(SegmentLine line)
    {
        if (_isAtEnd)
        {
            throw new InvalidDataException("something stands behind the last line");
        }

        if (line is { First: { } first, Before: { } before })
        {
            _header = _header is null ? line : throw new InvalidDataException("there is a second first line");
            _chain = new ChainCheck(problems, new ChainHead(first - 1, before));
        }
        else if (line.Record is { } record)
        {
            Take(record, _chain ?? throw new InvalidDataException("the first line is missing"));
        }
        else if (line.Statement is { } text)
        {
            Take(SignedStatement.TryParse(text));
        }
        else
        {
            _isAtEnd = true;
            if (line.End != _records)
            {
                Note(ChainProblemKind.Missing, $"was written with {line.End} records and has {_records}");
            }
        }
    }

    private void Take(ChainedMessage record, ChainCheck chain)
    {
        if (record.Sequence <= chain.Last)
        {
            problems.Add(
                ChainProblemKind.Reordered, record.Sequence,
                $"the record at {record.Sequence} stands behind {chain.Last} in {Name}");
            return;
        }

        _records++;
        _isLastWhole = chain.Take(record);
        _last = record;
    }

    private void Take(SignedStatement? statement)
    {
        if (statement is null || keys?.HasSigned(statement) == false)
        {
            Note(ChainProblemKind.SignatureWrong, "has a statement without a signature of the public key given");
        }
        else if (Checkpoint.TryParse(statement) is { } checkpoint)
        {
            _checkpoints++;
            _signedUpTo = checkpoint.Head.Sequence;
            Hold(checkpoint.Head, $"checkpoint {checkpoint.Number}");
        }
        else if (Segment.TryParse(statement) is { } segment)
        {
            (_segment, _signedUpTo) = (segment, segment.Last);
            Hold(new ChainHead(segment.Last, segment.Chain), "the segment");
            if (segment.First != _header?.First || !segment.Before.Span.SequenceEqual(_header.Before))
            {
                Note(ChainProblemKind.SegmentDiffers, $"does not begin as its segment was signed: at {segment.First}");
            }
        }
        else
        {
            Note(ChainProblemKind.SignatureWrong, "has a statement of an unknown kind");
        }
    }

    private void Hold(ChainHead known, string source)
    {
        if (known.Sequence != _last?.Sequence)
        {
            problems.Add(
                ChainProblemKind.Missing, known.Sequence,
                $"record {known.Sequence}, which {source} signed, does not stand before it in {Name}");
        }
        else if (_isLastWhole && !known.Hash.Span.SequenceEqual(_last.ChainHash))
        {
            problems.Add(
                ChainProblemKind.HeadDiffers, known.Sequence,
                $"record {known.Sequence} has not the hash known from {source}: the chain was written anew");
        }
    }

    private string Name => Path.GetFileName(path);

    private void Note(ChainProblemKind kind, string what) =>
        problems.Add(kind, _last?.Sequence ?? 0, $"{Name} {what}");
}

/// <summary>What a file of records holds.</summary>
internal sealed record VerifiedFile(string Path, long First, long Last, byte[] Before, byte[] Chain)
{
    public required long Records { get; init; }

    public required long Checkpoints { get; init; }

    public required long SignedUpTo { get; init; }

    /// <summary>The segment that it is, if it is one.</summary>
    public Segment? Segment { get; init; }
}
