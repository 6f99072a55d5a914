using XdsDmp.Audit.Events;
using XdsDmp.Audit.Messages;
using XdsDmp.Audit.Syslog;
using XdsDmp.Sql;

namespace XdsDmp.Hosting;

/// <summary>
/// No unaudited act: messages become syslog messages and are durable before the answer that they tell about leaves,
/// in the outbox unless the service has a better place.
/// </summary>
public sealed class AuditTrail(
    AuditNode node, GroupCommitWriter writer, TimeProvider clock, KeepAuditMessage? keep = null)
{
    private readonly KeepAuditMessage _keep = keep ?? ((session, message, _) => Outbox.Append(session, message));

    /// <summary>The outbox only grows; what a better place depends on is not known here.</summary>
    private readonly WriteKeys _keys = keep is null ? WriteKeys.None : WriteKeys.All;

    /// <summary>This service as audit messages name it.</summary>
    public AuditNode Node { get; } = node;

    public DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>Inside the transaction of the act itself.</summary>
    public void Append(WriteSession session, IReadOnlyList<AuditMessage> messages)
    {
        foreach (var message in messages)
        {
            _keep(session, Frame(message), Now);
        }
    }

    /// <summary>Completes when the messages are on disk.</summary>
    public Task AppendAsync(IReadOnlyList<AuditMessage> messages)
    {
        var frames = messages.Select(Frame).ToList();
        return writer.WriteAsync(session => frames.ForEach(frame => _keep(session, frame, Now)), _keys);
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

/// <summary>Makes a syslog message of our own durable, inside the transaction of the act that it tells about.</summary>
public delegate void KeepAuditMessage(WriteSession session, byte[] message, DateTimeOffset time);
