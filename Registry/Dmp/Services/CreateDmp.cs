using XdsDmp.Audit.Events;
using XdsDmp.Audit.Messages;
using XdsDmp.Hosting;
using XdsDmp.Metadata.Model;
using XdsDmp.Registry.Dmp.Access;
using XdsDmp.Registry.Dmp.Messages;
using XdsDmp.Registry.Dmp.State;
using XdsDmp.Registry.Dmp.Storage;
using XdsDmp.Sql;

namespace XdsDmp.Registry.Dmp.Services;

/// <summary>
/// TD1.1: opens a DMP with the patient's consent (DMP, Interfaces LPS, SEL-MP-037; restricted since Mon espace santé).
/// </summary>
internal sealed class CreateDmp(SoapExchange exchange, RegistryNode registry) : ITransaction
{
    public const string ExistsRule = "TD-exists";
    public const string IdentifierRule = "TD-identifier";

    private readonly DmpCall _call = new(exchange, registry, DmpTransactions.Td11, EventAction.Create);
    private RegistrationRequest _request = new();

    // 1. read, and find all that is wrong with it  2. may the user  3. is there one already  4. create, join the
    // person's other identifiers
    public async Task<SoapReply> AnswerAsync(CancellationToken cancel)
    {
        await exchange.ReceiveAttachmentsAsync(cancel);
        var problems = new MessageProblems();
        _request = RegistrationRequest.Read(MessageNodes.BodyOf(exchange.Request), problems);
        var identifiers = RequestPatients.InsOf(_request.Patient);
        MessageHeaders.Check(_request.Interaction, registry, problems);
        RegistrationRules.CheckSubject(_request, problems);
        RegistrationRules.CheckIdentifiers(identifiers, registry.Dmp, problems);
        RegistrationRules.CheckPerson(_request, problems);
        problems.Add(RegistrationRules.ConsentProblem(_request, Observations.ConsentToOpen));
        return problems.All.Count > 0
            ? _call.Refusal(problems.All, Refuse)
            : await _call.ChangeAsync(session => Create(session, identifiers), Refuse);
    }

    public SoapReply Failed(RegistryFailure failure) => _call.Refusal([DmpProblem.Of(failure)], Refuse);

    public IReadOnlyList<AuditMessage> Audit(TransactionResult result) => _call.Audit(result);

    private ReadOnlyMemory<byte> Create(WriteSession session, IReadOnlyList<PatientId> identifiers)
    {
        var ins = _call.Concerns(session, identifiers);
        _call.Demand(session, DmpFunction.Create, ins);
        RequireNone(session, identifiers);
        var choices = new DmpChoices
        {
            OpposesBreakGlass = _request.Flag(Observations.OpposesBreakGlass) == true,
            OpposesEmergencyCalls = _request.Flag(Observations.OpposesEmergencyCalls) == true,
        };
        var consent = RegistrationRules.ConsentOf(_request, Observations.ConsentToOpen);
        var dmp = DmpStore.Create(session, ins, _request.Person!, choices, consent, _call.Actor, _call.Now);
        foreach (var other in identifiers.Where(other => other != ins))
        {
            Join(session, dmp, other);
        }

        return RegistrationAnswerWriter.WriteCreated(
            Header([]), _request, DmpStore.IdentifiersOf(session, dmp));
    }

    private static void RequireNone(WriteSession session, IReadOnlyList<PatientId> identifiers)
    {
        if (identifiers.Select(ins => DmpStore.Find(session, ins)).FirstOrDefault(dmp => dmp is not null) is { } dmp)
        {
            throw new DmpProblemException(new DmpProblem(
                DmpErrorCode.RecordExists, ExistsRule,
                dmp.IsOpen ? "this person has a DMP already" : "this person has a DMP, which is closed",
                dmp.IsOpen ? "cette personne a déjà un DMP" : "cette personne a un DMP, qui est fermé", "patient/id",
                accepted: dmp.IsOpen ? null : "a reactivation (TD1.2)",
                acceptedInFrench: dmp.IsOpen ? null : "une réactivation (TD1.2)"));
        }
    }

    private void Join(WriteSession session, DmpRecord dmp, PatientId other)
    {
        if (!DmpStore.Join(session, dmp, other, _call.Actor, _call.Now))
        {
            throw new DmpProblemException(new DmpProblem(
                DmpErrorCode.IdentifierTaken, IdentifierRule,
                "this identifier stands for somebody else already, or was merged away",
                "cet identifiant désigne déjà une autre personne, ou a été fusionné", "patient/id", other.ToString()));
        }
    }

    private ReadOnlyMemory<byte> Refuse(IReadOnlyList<DmpProblem> problems) =>
        RegistrationAnswerWriter.WriteCreated(Header(problems), _request, []);

    private AnswerHeader Header(IReadOnlyList<DmpProblem> problems) =>
        new(_request.Interaction, registry.Options.ProcessingId, _call.Now, problems, _call.Language);
}
