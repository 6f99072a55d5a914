using System.Data.Common;
using Microsoft.Extensions.Logging.Abstractions;
using XdsDmp.Audit.Events;
using XdsDmp.Audit.Messages;
using XdsDmp.Audit.Syslog;
using XdsDmp.CommandLine.Output;
using XdsDmp.Hosting;
using XdsDmp.Security.Certificates;
using XdsDmp.Sql;

namespace XdsDmp.CommandLine.Documents;

/// <summary>
/// The client's audit messages on their way to one audit repository: on disk before the command tells what it did, and
/// delivered in order, if not by this command then by a later one.
/// </summary>
internal sealed class ClientOutbox : IDisposable
{
    private readonly Database _database;
    private readonly GroupCommitWriter _writer;
    private readonly Checkpointer _checkpointer;
    private readonly Outbox _outbox;
    private readonly AuditTrail _trail;
    private readonly AuditDelivery _delivery;

    private ClientOutbox(string file, AuditNode client, SendBatch send)
    {
        KeyFiles.CreateFolder(Path.GetDirectoryName(file)!);
        _database = new Database(file);
        MigrationRunner.Migrate(_database, MigrationSet.Shared);
        _writer = new GroupCommitWriter(_database);
        _checkpointer = new Checkpointer(_database);
        _outbox = new Outbox(_database);
        _trail = new AuditTrail(client, _writer, TimeProvider.System);
        _delivery = new AuditDelivery(_outbox, _writer, send, TimeProvider.System, NullLogger.Instance);
    }

    /// <exception cref="CommandException">Nothing can be kept there: then nothing is done either.</exception>
    public static ClientOutbox Open(AuditReceiver receiver, ClientTls tls, AuditNode client)
    {
        var sender = new SyslogTlsSender(receiver.Host, receiver.Port, () => tls.Policy.ForClient(receiver.Host));
        try
        {
            return new ClientOutbox(
                receiver.Outbox, client, (frames, cancel) => sender.SendBatchAsync(frames, receiver.Confirms, cancel));
        }
        catch (Exception unwritable) when (unwritable is DbException or IOException or UnauthorizedAccessException)
        {
            throw CommandException.Failed(
                $"no audit message can be kept in {receiver.Outbox}: {unwritable.Message}",
                "Name another folder (--data DIR), or do it without a record (--audit none).",
                unwritable);
        }
    }

    /// <summary>Completes when the messages are on disk.</summary>
    public Task AppendAsync(IReadOnlyList<AuditMessage> messages) => _trail.AppendAsync(messages);

    /// <summary>Delivers all that waits, of earlier commands too. What is not delivered is told, and stays.</summary>
    public async Task DeliverAsync(CancellationToken cancel)
    {
        try
        {
            await _delivery.DrainAsync(cancel);
        }
        catch (Exception undelivered) when (undelivered is AuditDeliveryException or OperationCanceledException)
        {
            Screen.Warn(
                $"{_outbox.Depth()} audit messages of this client wait in {_database.File} for a later command: "
                + undelivered.Message);
        }
    }

    public void Dispose()
    {
        _writer.Dispose();
        _checkpointer.Dispose();
    }
}
