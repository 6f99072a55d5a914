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
/// What patients decide about their DMP and no transaction carries, for an administrator who does it in their name. May
/// be used beside the running service: it opens the same file for a moment.
/// </summary>
public sealed class DmpTable : IDisposable
{
    private readonly GroupCommitWriter _writer;
    private readonly AuditTrail _audit;

    private DmpTable(Database database)
    {
        _writer = new GroupCommitWriter(database);
        _audit = new AuditTrail(AuditNode.OfThisProcess("xdsdmp-dmp"), _writer, TimeProvider.System);
    }

    /// <summary>Opens the registry's database.</summary>
    public static DmpTable Open(string databaseFile)
    {
        var database = new Database(databaseFile);
        MigrationRunner.Migrate(database, MigrationSet.Shared, RegistryTables.Migrations);
        return new DmpTable(database);
    }

    /// <summary>The patient forbids a professional all access.</summary>
    /// <param name="ins">Any identifier of the patient.</param>
    /// <param name="professionalId">PS_IdNat.</param>
    /// <param name="name">Of the professional; null: not known.</param>
    /// <param name="caller">Who does it, for history and audit trail.</param>
    /// <returns>False when the patient has no DMP.</returns>
    public Task<bool> BlockAsync(PatientId ins, string professionalId, string? name, string caller) => ChangeAsync(
        ins, caller, "block", (session, dmp, actor) =>
        {
            // What is known of a professional who was authorised stays known.
            var known = AuthorisationStore.Find(session, dmp.Key, professionalId)?.Professional;
            AuthorisationStore.Block(
                session, dmp.Key, known ?? new Professional(professionalId, name ?? professionalId), actor, _audit.Now);
            return true;
        });

    /// <returns>False when the patient has no DMP, or has not blocked that professional.</returns>
    public Task<bool> UnblockAsync(PatientId ins, string professionalId, string caller) => ChangeAsync(
        ins, caller, "unblock", (session, dmp, actor) =>
        {
            var isBlocked = AuthorisationStore.Find(session, dmp.Key, professionalId) is { IsBlock: true };
            if (isBlocked)
            {
                AuthorisationStore.Unblock(session, dmp.Key, professionalId, actor, _audit.Now);
            }

            return isBlocked;
        });

    /// <summary>What the patient decides about emergencies; null: as it is.</summary>
    /// <returns>False when the patient has no DMP.</returns>
    public Task<bool> SetOppositionsAsync(
        PatientId ins, bool? breakGlass, bool? emergencyCalls, bool? showsMasked, string caller) => ChangeAsync(
        ins, caller, "oppositions", (session, dmp, actor) =>
        {
            var choices = new DmpChoices
            {
                OpposesBreakGlass = breakGlass ?? dmp.Choices.OpposesBreakGlass,
                OpposesEmergencyCalls = emergencyCalls ?? dmp.Choices.OpposesEmergencyCalls,
                ShowsMaskedInEmergency = showsMasked ?? dmp.Choices.ShowsMaskedInEmergency,
            };
            DmpStore.SetChoices(session, dmp, choices, actor, _audit.Now);
            return true;
        });

    /// <summary>Another identifier of the same person, such as the INS-C of before.</summary>
    /// <returns>False when there is no DMP, or the identifier is somebody else's.</returns>
    public Task<bool> JoinAsync(PatientId ins, PatientId other, string caller) => ChangeAsync(
        ins, caller, "join", (session, dmp, actor) => DmpStore.Join(session, dmp, other, actor, _audit.Now));

    /// <summary>
    /// Opens a DMP with all that a message of TD1.1 cannot say: legal representatives by their INS, for instance.
    /// </summary>
    /// <returns>False when there is one.</returns>
    public Task<bool> CreateAsync(DmpOpening opening, DateTimeOffset consentedAt, string caller) =>
        _writer.WriteAsync(session =>
        {
            ArgumentNullException.ThrowIfNull(opening);
            var isNew = DmpStore.Find(session, opening.Ins) is null;
            if (isNew)
            {
                DmpStore.Create(
                    session, opening.Ins, opening.ToDemographics(), opening.ToChoices(),
                    new Consent(DmpTime.Text(consentedAt)), Actor.Administrator(caller), _audit.Now);
            }

            Tell(session, opening.Ins, caller, "create", isNew);
            return isNew;
        });

    /// <summary>In the name of a patient who has a portal, or for an authorisation of another length.</summary>
    /// <returns>False when the patient has no DMP, or has decided about that professional.</returns>
    public Task<bool> AuthoriseAsync(
        PatientId ins, DmpProfessional professional, DateTimeOffset until, bool isAttendingPhysician,
        string caller) => ChangeAsync(
        ins, caller, "authorise", (session, dmp, actor) =>
        {
            ArgumentNullException.ThrowIfNull(professional);
            if (AuthorisationStore.Find(session, dmp.Key, professional.Id) is not null)
            {
                return false;
            }

            AuthorisationStore.Grant(session, dmp.Key, professional.ToProfessional(), until, actor, _audit.Now);
            if (isAttendingPhysician)
            {
                AuthorisationStore.SetAttendingPhysician(
                    session, dmp.Key, professional.Id, isOne: true, actor, _audit.Now);
            }

            return true;
        });

    /// <summary>RATTACHEMENT_ENS.</summary>
    /// <returns>False when the patient has no DMP, or it is so already.</returns>
    public Task<bool> AttachToEnsAsync(PatientId ins, string caller) => ChangeAsync(
        ins, caller, "attach", (session, dmp, actor) =>
        {
            if (!dmp.IsAttachedToEns)
            {
                DmpStore.SetAttachedToEns(session, dmp, isAttached: true, actor, _audit.Now);
            }

            return !dmp.IsAttachedToEns;
        });

    public void Dispose() => _writer.Dispose();

    private Task<bool> ChangeAsync(
        PatientId ins, string caller, string what, Func<WriteSession, DmpRecord, Actor, bool> change) =>
        _writer.WriteAsync(session =>
        {
            var isDone = DmpStore.Find(session, ins) is { } dmp && change(session, dmp, Actor.Administrator(caller));
            Tell(session, ins, caller, what, isDone);
            return isDone;
        });

    private void Tell(WriteSession session, PatientId ins, string caller, string what, bool isDone)
    {
        var context = new AuditContext
        {
            Node = _audit.Node,
            Time = _audit.Now,
            End = TransactionEnd.Server,
            ServerEndpoint = _audit.Node.SourceId,
            ClientName = caller,
            PeerAddress = _audit.Node.HostName,
        };
        var access = new AuditedDmpAccess(
            $"dmp {what}", "Administration of a DMP", EventAction.Update, ins.ToString());
        _audit.Append(session, DmpTransactionEvent.Build(context, access, isDone
            ? TransactionResult.Success
            : TransactionResult.Failure(EventOutcome.MinorFailure, "nothing to change")));
    }
}
