using XdsDmp.Audit.Events;
using XdsDmp.Audit.Messages;
using XdsDmp.Hosting;
using XdsDmp.Registry.Dmp.Access;
using XdsDmp.Registry.Dmp.Messages;
using XdsDmp.Registry.Dmp.Storage;
using XdsDmp.Sql;

namespace XdsDmp.Registry.Dmp.Services;

/// <summary>
/// TD0.2: has this person a DMP, and may the professional open it; TD1.3a: the person's administrative data
/// (DMP, Interfaces LPS, SEL-MP-037).
/// </summary>
internal sealed class QueryPatient(SoapExchange exchange, RegistryNode registry, TransactionId id, DmpFunction function)
    : ITransaction
{
    private readonly DmpCall _call = new(exchange, registry, id, EventAction.Read);
    private PatientQuery _query = new();

    // 1. read  2. is it for us  3. whom is it about, and may the user ask  4. what is known
    public async Task<SoapReply> AnswerAsync(CancellationToken cancel)
    {
        await exchange.ReceiveAttachmentsAsync(cancel);
        _query = PatientQuery.Read(MessageNodes.BodyOf(exchange.Request));
        var problems = new MessageProblems();
        MessageHeaders.Check(_query.Interaction, registry, problems);
        return problems.All.Count > 0
            ? _call.Refusal(problems.All, Refuse)
            : _call.Answer(session => PatientAnswerWriter.WriteOne(Header([]), _query, Find(session)), Refuse);
    }

    public SoapReply Failed(RegistryFailure failure) => _call.Refusal([DmpProblem.Of(failure)], Refuse);

    public IReadOnlyList<AuditMessage> Audit(TransactionResult result) => _call.Audit(result);

    private FoundPatient? Find(ReadSession session)
    {
        var patient = _call.Concerns(session, RequestPatients.InsOf(_query.Patient));
        _call.Demand(session, function, patient);
        if (DmpStore.Find(session, patient) is not { } dmp)
        {
            return null;
        }

        var authorisation = _call.User is { } user ? AuthorisationStore.Find(session, dmp.Key, user.UserId) : null;
        return new FoundPatient(DmpStore.IdentifiersOf(session, dmp), dmp)
        {
            IsComplete = function == DmpFunction.ReadDemographics,
            Authorisation = AuthorisationStates.Of(authorisation, _call.Now),
            IsAttendingPhysician =
                authorisation is { IsAttendingPhysician: true } && authorisation.IsValidAt(_call.Now),
            HasInternetAccount = AccountStore.Find(session, dmp.Key) is not null,
        };
    }

    private ReadOnlyMemory<byte> Refuse(IReadOnlyList<DmpProblem> problems) =>
        PatientAnswerWriter.WriteOne(Header(problems), _query, null);

    private AnswerHeader Header(IReadOnlyList<DmpProblem> problems) =>
        new(_query.Interaction, registry.Options.ProcessingId, _call.Now, problems, _call.Language);
}
