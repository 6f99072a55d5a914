using XdsDmp.Audit.Events;
using XdsDmp.Audit.Messages;
using XdsDmp.Hosting;
using XdsDmp.Metadata.Model;
using XdsDmp.Registry.Dmp.State;
using XdsDmp.Registry.Dmp.Storage;
using XdsDmp.Registry.Storage;
using XdsDmp.Sql;

namespace XdsDmp.Registry.Dmp;

/// <summary>
/// The DMPs of a registry for whoever runs the machine: what a portal or Mon espace santé would decide where there is
/// neither. May be used beside the running service. Each change is audited, and stands in the history of the DMP.
/// </summary>
public sealed class DmpTable : IDisposable
{
    private readonly GroupCommitWriter _writer;
    private readonly AuditTrail _audit;
    private readonly string _operator;

    private DmpTable(Database database, string operatorName)
    {
        _writer = new GroupCommitWriter(database);
        _audit = new AuditTrail(AuditNode.OfThisProcess("xdsdmp-dmp"), _writer, TimeProvider.System);
        _operator = operatorName;
    }

    /// <param name="databaseFile">The registry's; made when it is not there.</param>
    /// <param name="operatorName">Who does it, for audit trail and history.</param>
    public static DmpTable Open(string databaseFile, string operatorName)
    {
        var database = new Database(databaseFile);
        MigrationRunner.Migrate(database, MigrationSet.Shared, RegistryTables.Migrations);
        return new DmpTable(database, operatorName);
    }

    /// <summary>False when there is one already.</summary>
    public Task<bool> CreateAsync(DmpOpening opening, DateTimeOffset consentedAt) => _writer.WriteAsync(session =>
    {
        ArgumentNullException.ThrowIfNull(opening);
        if (DmpStore.Find(session, opening.Ins) is not null)
        {
            return false;
        }

        DmpStore.Create(
            session, opening.Ins, opening.ToDemographics(), opening.ToChoices(),
            new Consent(DmpTime.Text(consentedAt)), Actor, _audit.Now);
        Tell(session, opening.Ins, EventAction.Create, "DMP created");
        return true;
    });

    /// <summary>
    /// Until when, at the latest, which makes it possible to try one that has ended. False when it was so before.
    /// </summary>
    public Task<bool> AuthoriseAsync(
        PatientId ins, DmpProfessional professional, DateTimeOffset until, bool isAttendingPhysician) =>
        ChangeAsync(ins, "professional authorised", (session, dmp) =>
        {
            if (AuthorisationStore.Find(session, dmp.Key, professional.Id) is not null)
            {
                return false;
            }

            AuthorisationStore.Grant(session, dmp.Key, professional.ToProfessional(), until, Actor, _audit.Now);
            if (isAttendingPhysician)
            {
                AuthorisationStore.SetAttendingPhysician(
                    session, dmp.Key, professional.Id, isOne: true, Actor, _audit.Now);
            }

            return true;
        });

    /// <summary>False when it was so before.</summary>
    public Task<bool> BlockAsync(PatientId ins, DmpProfessional professional) =>
        ChangeAsync(ins, "professional blocked", (session, dmp) =>
        {
            if (AuthorisationStore.Find(session, dmp.Key, professional.Id) is { IsBlock: true })
            {
                return false;
            }

            AuthorisationStore.Block(session, dmp.Key, professional.ToProfessional(), Actor, _audit.Now);
            return true;
        });

    /// <summary>False when it was so before, or the identifier is another person's.</summary>
    public Task<bool> JoinAsync(PatientId ins, PatientId other) =>
        ChangeAsync(ins, "identifier joined", (session, dmp) =>
            !DmpStore.IdentifiersOf(session, dmp).Contains(other)
            && DmpStore.Join(session, dmp, other, Actor, _audit.Now));

    /// <summary>RATTACHEMENT_ENS. False when it was so before.</summary>
    public Task<bool> AttachToEnsAsync(PatientId ins) => ChangeAsync(ins, "attached to ENS", (session, dmp) =>
    {
        if (!dmp.IsAttachedToEns)
        {
            DmpStore.SetAttachedToEns(session, dmp, isAttached: true, Actor, _audit.Now);
        }

        return !dmp.IsAttachedToEns;
    });

    /// <summary>False when it is closed already.</summary>
    public Task<bool> CloseAsync(PatientId ins, string reasonCode, string? text) =>
        ChangeAsync(ins, "DMP closed", (session, dmp) =>
        {
            if (dmp.IsOpen)
            {
                DmpStore.Close(session, dmp, reasonCode, text, Actor, _audit.Now);
            }

            return dmp.IsOpen;
        });

    /// <summary>False when it is open already.</summary>
    public Task<bool> ReactivateAsync(PatientId ins, DateTimeOffset consentedAt) =>
        ChangeAsync(ins, "DMP reactivated", (session, dmp) =>
        {
            if (!dmp.IsOpen)
            {
                DmpStore.Reactivate(session, dmp, new Consent(DmpTime.Text(consentedAt)), Actor, _audit.Now);
            }

            return !dmp.IsOpen;
        });

    public void Dispose() => _writer.Dispose();

    private Actor Actor => Actor.Administrator(_operator);

    private Task<bool> ChangeAsync(PatientId ins, string what, Func<WriteSession, DmpRecord, bool> change) =>
        _writer.WriteAsync(session =>
        {
            var isChanged = DmpStore.Find(session, ins) is { } dmp && change(session, dmp);
            if (isChanged)
            {
                Tell(session, ins, EventAction.Update, what);
            }

            return isChanged;
        });

    private void Tell(WriteSession session, PatientId ins, EventAction action, string what) => _audit.Append(
        session,
        [
            PatientRecordChangedEvent.Build(
                _audit.Node, _audit.Now, new LogReader(_operator, Address: _audit.Node.HostName), action,
                ins.ToString(), what),
        ]);
}
