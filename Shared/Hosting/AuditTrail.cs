using XdsDmp.Audit.Events;
using XdsDmp.Audit.Messages;
using XdsDmp.Audit.Syslog;
using XdsDmp.Sql;

namespace XdsDmp.Hosting;

/// <summary>
/// No unaudited act: messages become syslog frames and are durable in the outbox before the answer that they tell about leaves.
/// </summary>
public sealed class AuditTrail(AuditNode node, GroupCommitWriter writer, TimeProvider clock)
{
    /// <summary>This service as audit messages name it.</summary>
    public AuditNode Node { get; } = node;

    public DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>Inside the transaction of the act itself.</summary>
    public void Append(WriteSession session, IReadOnlyList<AuditMessage> messages)
    {
        foreach (var message in messages)
        {
            Outbox.Append(session, Frame(message));
        }
    }

    /// <summary>Completes when the messages are on disk.</summary>
    public Task AppendAsync(IReadOnlyList<AuditMessage> messages)
    {
        var frames = messages.Select(Frame).ToList();
        return writer.WriteAsync(session => frames.ForEach(frame => Outbox.Append(session, frame)));
    }

    private byte[] Frame(AuditMessage message)
    {
        return SyslogMessage.Compose(
            new SyslogHeader
            {
                Priority = SyslogMessage.PriorityOf(message.Event.Outcome.Indicator),
                Timestamp = Now,
                HostName = Node.HostName,
                AppName = Node.SourceId,
                ProcessId = Node.ProcessId,
                MessageId = SyslogMessage.DicomMessageId,
            },
            AuditMessageWriter.Write(message));
    }
}
