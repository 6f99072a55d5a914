using XdsDmp.Atna.Storage.Checkpoints;

namespace XdsDmp.Atna.Storage.Segments;

/// <summary>
/// A stretch of the chain that was written to a file: between which hashes it stands, how many records it has and of
/// what time. Signed; it stands for its records when these are removed.
/// </summary>
public sealed record Segment
{
    internal const string Kind = "XdsDmp-audit-segment/1";

    private Segment(SignedStatement statement)
    {
        Statement = statement;
        First = statement.Number("first");
        Last = statement.Number("last");
        Before = statement.HashOf("before");
        Chain = statement.HashOf("chain");
        ReceivedFrom = statement.Time("from");
        ReceivedTo = statement.Time("to");
        Time = statement.Time("time");
    }

    public SignedStatement Statement { get; }

    public long First { get; }

    public long Last { get; }

    public long Records => Last - First + 1;

    /// <summary>The chain hash before its first record.</summary>
    public ReadOnlyMemory<byte> Before { get; }

    /// <summary>The chain hash of its last record: the digest of all of it.</summary>
    public ReadOnlyMemory<byte> Chain { get; }

    /// <summary>Earliest time of receipt.</summary>
    public DateTimeOffset ReceivedFrom { get; }

    /// <summary>Latest time of receipt.</summary>
    public DateTimeOffset ReceivedTo { get; }

    /// <summary>When it was written to its file.</summary>
    public DateTimeOffset Time { get; }

    /// <summary>Null when the statement is something else.</summary>
    public static Segment? TryParse(SignedStatement? statement) => statement?.Read(Kind, s => new Segment(s));

    internal static Segment Make(SigningKey key, SegmentExtent extent, DateTimeOffset now) => new(key.Sign(
        $"{Kind} first={extent.First} last={extent.Last} records={extent.Last - extent.First + 1}"
        + $" before={StatementFields.Of(extent.Before)} chain={StatementFields.Of(extent.Chain)}"
        + $" from={StatementFields.Of(extent.ReceivedFrom)} to={StatementFields.Of(extent.ReceivedTo)}"
        + $" time={StatementFields.Of(now)}"));
}

/// <summary>What a segment says of its records.</summary>
internal sealed record SegmentExtent(
    long First,
    long Last,
    ReadOnlyMemory<byte> Before,
    ReadOnlyMemory<byte> Chain,
    DateTimeOffset ReceivedFrom,
    DateTimeOffset ReceivedTo);
