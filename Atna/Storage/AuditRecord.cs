using XdsDmp.Audit;
using XdsDmp.Audit.Summaries;
using XdsDmp.Audit.Syslog;

namespace XdsDmp.Atna.Storage;

/// <summary>One record: the message as it came, its place in the chain, and what can be read of it.</summary>
public sealed record AuditRecord
{
    internal AuditRecord(ChainedMessage stored)
    {
        Position = new ChainHead(stored.Sequence, stored.ChainHash);
        Message = stored.Message;
        Parsed = ParsedMessage.Of(Message);
    }

    public long Sequence => Position.Sequence;

    /// <summary>Its number and chain hash.</summary>
    public ChainHead Position { get; }

    public ReceivedMessage Message { get; }

    internal ParsedMessage Parsed { get; }

    /// <summary>The header, as far as there is one.</summary>
    public SyslogSummary Syslog => Parsed.Syslog;

    /// <summary>The audit message, as far as it is one.</summary>
    public AuditSummary Audit => Parsed.Audit;

    /// <summary>What is not as the standards have it.</summary>
    public IReadOnlyList<Finding> Findings => [.. Parsed.Findings];
}
