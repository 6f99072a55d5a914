using XdsDmp.Atna.Storage.Checkpoints;

namespace XdsDmp.Atna.Storage.Segments;

/// <summary>The signed decision that a segment's records are removed from the database, and by which rule.</summary>
public sealed record SegmentRemoval
{
    internal const string Kind = "XdsDmp-audit-removal/1";

    private SegmentRemoval(SignedStatement statement)
    {
        Statement = statement;
        First = statement.Number("first");
        Last = statement.Number("last");
        Chain = statement.HashOf("chain");
        Time = statement.Time("time");
    }

    public SignedStatement Statement { get; }

    public long First { get; }

    public long Last { get; }

    public ReadOnlyMemory<byte> Chain { get; }

    public DateTimeOffset Time { get; }

    /// <summary>For instance <c>retention-days:3650</c>.</summary>
    public string Rule => Statement.Field("rule") ?? "";

    /// <summary>Null when the statement is something else.</summary>
    public static SegmentRemoval? TryParse(SignedStatement? statement) =>
        statement?.Read(Kind, s => new SegmentRemoval(s));

    /// <summary>It is about exactly this segment.</summary>
    public bool Concerns(Segment segment) =>
        First == segment.First && Last == segment.Last && Chain.Span.SequenceEqual(segment.Chain.Span);

    internal static SegmentRemoval Make(SigningKey key, Segment segment, string rule, DateTimeOffset now) =>
        new(key.Sign(
            $"{Kind} first={segment.First} last={segment.Last} chain={StatementFields.Of(segment.Chain)}"
            + $" rule={rule} time={StatementFields.Of(now)}"));
}
