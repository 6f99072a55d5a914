using XdsDmp.Atna.Storage;
using XdsDmp.Audit.Events;
using XdsDmp.Audit.Messages;
using XdsDmp.Hosting;
using XdsDmp.Sql;

namespace XdsDmp.Atna;

/// <summary>
/// The accounts of auditors, for the operator at the machine: while the service runs, or while it does not. Each change
/// is a record, in the transaction of the change.
/// </summary>
public sealed class AuditorTable : IDisposable
{
    private readonly GroupCommitWriter _writer;
    private readonly ReaderPool _readers;
    private readonly AuditTrail _trail;
    private readonly LogReader _operator;

    private AuditorTable(Database database, string operatorName)
    {
        _writer = new GroupCommitWriter(database);
        _readers = new ReaderPool(database);
        _operator = new LogReader(operatorName);
        var node = new AuditNode
        {
            SourceId = "xdsdmp-atna",
            ProcessId = $"{Environment.ProcessId}",
            HostName = Environment.MachineName,
        };
        _trail = new AuditTrail(node, _writer, TimeProvider.System, AuditRecordStore.AppendOwn);
    }

    public static AuditorTable Open(string databaseFile, string operatorName)
    {
        var database = new Database(databaseFile);
        MigrationRunner.Migrate(database, MigrationSet.Shared, AtnaTables.Migrations);
        return new AuditorTable(database, operatorName);
    }

    public IReadOnlyList<AuditorAccount> List() => _readers.Read(AuditorStore.List);

    /// <summary>False when there is an auditor of this name.</summary>
    public Task<bool> AddAsync(AuditorAccount account) =>
        ChangeAsync(account.Name, "auditor account made", session => AuditorStore.Add(session, account));

    /// <summary>False when there is none.</summary>
    public Task<bool> RemoveAsync(string name) =>
        ChangeAsync(name, "auditor account removed", session => AuditorStore.Remove(session, name));

    /// <summary>False when there is none.</summary>
    public Task<bool> UnlockAsync(string name) =>
        ChangeAsync(name, "auditor account unlocked", session => AuditorStore.Unlock(session, name));

    public void Dispose()
    {
        _writer.Dispose();
        _readers.Dispose();
    }

    private Task<bool> ChangeAsync(string name, string what, Func<WriteSession, bool> change) => _writer.WriteAsync(
        session =>
        {
            var isDone = change(session);
            if (isDone)
            {
                AuditMessage told =
                    UserAttributesChangedEvent.Build(_trail.Node, _trail.Now, _operator, name, what);
                _trail.Append(session, [told]);
            }

            return isDone;
        });
}
