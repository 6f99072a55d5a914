using XdsDmp.Audit.Events;
using XdsDmp.Audit.Messages;
using XdsDmp.Hosting;
using XdsDmp.Metadata.Errors;
using XdsDmp.Metadata.Model;
using XdsDmp.Registry.Dmp.Access;
using XdsDmp.Registry.Dmp.State;
using XdsDmp.Registry.Dmp.Storage;
using XdsDmp.Security.Vihf;
using XdsDmp.Sql;

namespace XdsDmp.Registry.Dmp.Services;

/// <summary>
/// What each transaction of the DMP does around its own work: the patient of the assertion against that of the request,
/// the access decision, the work and its audit messages in one transaction of the database.
/// </summary>
internal sealed class DmpCall(SoapExchange exchange, RegistryNode registry, TransactionId id, EventAction action)
{
    /// <summary>Known once the message is read; then the audit trail tells of it even if nothing is done.</summary>
    public PatientId? Patient { get; private set; }

    public RegistryNode Registry => registry;

    public Language Language => exchange.Language;

    public DateTimeOffset Now => registry.Clock.GetUtcNow();

    public VerifiedVihf? User => exchange.Assertion?.Vihf;

    public Actor Actor { get; } = Actor.Of(exchange, id.Number);

    /// <summary>A change: done as a whole, or not at all.</summary>
    /// <param name="work">Makes the answer; throws <see cref="DmpProblemException"/>.</param>
    /// <param name="refuse">Makes the answer to what was refused.</param>
    public async Task<SoapReply> ChangeAsync(
        Func<WriteSession, ReadOnlyMemory<byte>> work,
        Func<IReadOnlyList<DmpProblem>, ReadOnlyMemory<byte>> refuse)
    {
        try
        {
            return await registry.Writer.WriteAsync(session =>
            {
                var reply = new SoapReply(RegistryResponse.Success, exchange.Act(session, () => work(session)));
                registry.Audit.Append(session, Audit(reply.Result));
                return reply with { IsAudited = true };
            });
        }
        catch (DmpProblemException refused)
        {
            return Refusal(refused.Problems, refuse);
        }
    }

    /// <summary>A question; that it was asked is audited all the same.</summary>
    public SoapReply Answer(
        Func<ReadSession, ReadOnlyMemory<byte>> work,
        Func<IReadOnlyList<DmpProblem>, ReadOnlyMemory<byte>> refuse)
    {
        try
        {
            return new SoapReply(RegistryResponse.Success, registry.Readers.Read(work));
        }
        catch (DmpProblemException refused)
        {
            return Refusal(refused.Problems, refuse);
        }
    }

    /// <summary>
    /// Of an answer that tells of several patients: whoever may see one patient's trail must not learn of another, so
    /// each has a record.
    /// </summary>
    public IReadOnlyList<AuditMessage> Audit(TransactionResult result, IEnumerable<PatientId> told) =>
    [
        .. Audit(result),
        .. told.SelectMany(patient => DmpTransactionEvent.Build(
            exchange.AuditContext, new AuditedDmpAccess(id.Number, id.Name, EventAction.Read, patient.ToString()),
            result)),
    ];

    public SoapReply Refusal(
        IReadOnlyList<DmpProblem> problems, Func<IReadOnlyList<DmpProblem>, ReadOnlyMemory<byte>> refuse) =>
        new(DmpProblem.ResponseOf(problems, Language), refuse(problems));

    /// <summary>Whom the request is about; must be whom the assertion is about, under any known identifier.</summary>
    public PatientId Concerns(ReadSession session, IReadOnlyList<PatientId> named)
    {
        Patient = RequestPatients.Choose(session, exchange, named);
        return Patient;
    }

    /// <exception cref="DmpRefusedException">The user may not.</exception>
    /// <exception cref="DmpProblemException">There is no DMP, or it is closed: an answer like any other.</exception>
    public DmpVisit Demand(ReadSession session, DmpFunction function, PatientId? patient)
    {
        try
        {
            return registry.Access.Demand(session, exchange, function, patient);
        }
        catch (DmpRefusedException refused) when (refused.Refusal.Kind != RefusalKind.Rights)
        {
            var code = refused.Refusal.Kind == RefusalKind.NoDmp ? DmpErrorCode.NoRecord : DmpErrorCode.RecordClosed;
            throw new DmpProblemException(new DmpProblem(code, refused.Refusal.Explanation));
        }
    }

    /// <summary>The person's DMP, which must be there.</summary>
    public static DmpRecord Existing(ReadSession session, PatientId patient) =>
        DmpStore.Find(session, patient) ?? throw new DmpProblemException(new DmpProblem(
            DmpErrorCode.NoRecord, AccessDecision.ExistsRule, "this person has no DMP", "cette personne n'a pas de DMP",
            "patient"));

    public IReadOnlyList<AuditMessage> Audit(TransactionResult result)
    {
        var outcome = exchange.IsDryRun ? result.OfDryRun() : result;
        return DmpTransactionEvent.Build(
            exchange.AuditContext,
            new AuditedDmpAccess(id.Number, id.Name, action, Patient?.ToString()),
            outcome);
    }
}
