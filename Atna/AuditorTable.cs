using XdsDmp.Atna.Storage;
using XdsDmp.Audit.Events;
using XdsDmp.Audit.Messages;
using XdsDmp.Sql;

namespace XdsDmp.Atna;

/// <summary>
/// The accounts of auditors, for the operator. Each change is a record, in the transaction of the change.
/// </summary>
public sealed class AuditorTable : IDisposable
{
    private readonly OperatorAccess _access;

    private AuditorTable(OperatorAccess access) => _access = access;

    /// <inheritdoc cref="OperatorAccess.Open"/>
    public static AuditorTable Open(string databaseFile, string operatorName) =>
        new(OperatorAccess.Open(databaseFile, operatorName));

    public IReadOnlyList<AuditorAccount> List() => _access.Readers.Read(AuditorStore.List);

    /// <summary>False when there is an auditor of this name.</summary>
    public Task<bool> AddAsync(AuditorAccount account) =>
        ChangeAsync(account.Name, "auditor account made", session => AuditorStore.Add(session, account));

    /// <summary>False when there is none.</summary>
    public Task<bool> RemoveAsync(string name) =>
        ChangeAsync(name, "auditor account removed", session => AuditorStore.Remove(session, name));

    /// <summary>False when there is none.</summary>
    public Task<bool> UnlockAsync(string name) =>
        ChangeAsync(name, "auditor account unlocked", session => AuditorStore.Unlock(session, name));

    public void Dispose() => _access.Dispose();

    private Task<bool> ChangeAsync(string name, string what, Func<WriteSession, bool> change) =>
        _access.Writer.WriteAsync(session =>
        {
            var isDone = change(session);
            if (isDone)
            {
                var trail = _access.Trail;
                AuditMessage told =
                    UserAttributesChangedEvent.Build(trail.Node, trail.Now, _access.Operator, name, what);
                trail.Append(session, [told]);
            }

            return isDone;
        });
}
