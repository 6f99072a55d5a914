namespace XdsDmp.Atna.Storage.Checkpoints;

/// <summary>
/// A signed statement that the chain ended with this hash at this time. Each names the one before, so that none can be
/// taken out from between others.
/// </summary>
public sealed record Checkpoint
{
    internal const string Kind = "XdsDmp-audit-checkpoint/1";

    private Checkpoint(SignedStatement statement)
    {
        Statement = statement;
        Number = statement.Number("number");
        Head = new ChainHead(statement.Number("sequence"), statement.HashOf("chain"));
        Records = statement.Number("records");
        Time = statement.Time("time");
        Previous = statement.HashOf("previous");
    }

    public SignedStatement Statement { get; }

    /// <summary>From 1, without gaps.</summary>
    public long Number { get; }

    /// <summary>The last record that it covers.</summary>
    public ChainHead Head { get; }

    /// <summary>How many records have come since the checkpoint before.</summary>
    public long Records { get; }

    public DateTimeOffset Time { get; }

    /// <summary>Hash of the checkpoint before; zeros before the first.</summary>
    public ReadOnlyMemory<byte> Previous { get; }

    /// <summary>Null when the statement is something else.</summary>
    public static Checkpoint? TryParse(SignedStatement? statement) =>
        statement?.Read(Kind, s => new Checkpoint(s));

    internal static Checkpoint Make(SigningKey key, Checkpoint? before, ChainHead head, DateTimeOffset now) =>
        new(key.Sign(
            $"{Kind} number={(before?.Number ?? 0) + 1} sequence={head.Sequence} chain={StatementFields.Of(head.Hash)}"
            + $" records={Math.Max(0, head.Sequence - (before?.Head.Sequence ?? 0))} time={StatementFields.Of(now)}"
            + $" previous={StatementFields.Of(before?.Statement.Hash ?? AuditChain.Start.ToArray())}"));
}
