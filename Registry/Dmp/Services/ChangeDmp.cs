using XdsDmp.Audit.Events;
using XdsDmp.Audit.Messages;
using XdsDmp.Hosting;
using XdsDmp.Registry.Dmp.Access;
using XdsDmp.Registry.Dmp.Messages;
using XdsDmp.Registry.Dmp.State;
using XdsDmp.Registry.Dmp.Storage;
using XdsDmp.Sql;

namespace XdsDmp.Registry.Dmp.Services;

/// <summary>
/// TD1.2 opens a closed DMP again with a new consent, TD1.3b changes the person's administrative data and oppositions,
/// TD1.4 closes a DMP (DMP, Interfaces LPS, SEL-MP-037).
/// </summary>
internal sealed class ChangeDmp(SoapExchange exchange, RegistryNode registry, TransactionId id) : ITransaction
{
    public const string OpenRule = "TD-open";
    public const string ReasonRule = "TD-reason";
    public const string EnsRule = "TD-ens";
    private const int MaxClosingCode = 64;

    private readonly DmpCall _call = new(exchange, registry, id, EventAction.Update);
    private RegistrationRequest _request = new();

    public async Task<SoapReply> AnswerAsync(CancellationToken cancel)
    {
        await exchange.ReceiveAttachmentsAsync(cancel);
        var problems = new MessageProblems();
        _request = RegistrationRequest.Read(MessageNodes.BodyOf(exchange.Request), problems);
        MessageHeaders.Check(_request.Interaction, registry, problems);
        RegistrationRules.CheckSubject(_request, problems);
        Check(problems);
        return problems.All.Count > 0
            ? _call.Refusal(problems.All, Refuse)
            : await _call.ChangeAsync(Change, Refuse);
    }

    public SoapReply Failed(RegistryFailure failure) => _call.Refusal([DmpProblem.Of(failure)], Refuse);

    public IReadOnlyList<AuditMessage> Audit(TransactionResult result) => _call.Audit(result);

    private void Check(MessageProblems problems)
    {
        if (id == DmpTransactions.Td12)
        {
            problems.Add(RegistrationRules.ConsentProblem(_request, Observations.ConsentToReactivate));
        }
        else if (id == DmpTransactions.Td13b)
        {
            RegistrationRules.CheckPerson(_request, problems);
        }
        else if (_request.ClosingReason is null or { Length: > MaxClosingCode })
        {
            problems.Add(new DmpProblem(
                DmpErrorCode.InvalidMessage, ReasonRule, "it does not say why the DMP is closed",
                "le motif de la fermeture manque", "controlActProcess/reasonOf/detectedIssueEvent/code",
                _request.ClosingReason, "for instance FERMETURE_DEMANDE_PATIENT",
                "par exemple FERMETURE_DEMANDE_PATIENT"));
        }
    }

    private ReadOnlyMemory<byte> Change(WriteSession session)
    {
        var patient = _call.Concerns(session, RequestPatients.InsOf(_request.Patient));
        _call.Demand(session, FunctionOf(id), patient);
        var dmp = DmpCall.Existing(session, patient);
        Apply(session, dmp);
        return RegistrationAnswerWriter.WriteChanged(
            Header([]), _request, DmpStore.IdentifiersOf(session, dmp),
            id == DmpTransactions.Td14 ? PatientWriter.Terminated : PatientWriter.Active);
    }

    private void Apply(WriteSession session, DmpRecord dmp)
    {
        if (id == DmpTransactions.Td12)
        {
            Reactivate(session, dmp);
        }
        else if (id == DmpTransactions.Td14)
        {
            DmpStore.Close(session, dmp, _request.ClosingReason!, _request.ClosingText, _call.Actor, _call.Now);
        }
        else
        {
            ChangeData(session, dmp);
        }
    }

    private void Reactivate(WriteSession session, DmpRecord dmp)
    {
        if (dmp.IsOpen)
        {
            throw new DmpProblemException(new DmpProblem(
                DmpErrorCode.RecordOpen, OpenRule, "this DMP is open", "ce DMP est actif", "patient/id"));
        }

        var consent = RegistrationRules.ConsentOf(_request, Observations.ConsentToReactivate);
        DmpStore.Reactivate(session, dmp, consent, _call.Actor, _call.Now);
        SetChoices(session, dmp);
    }

    private void ChangeData(WriteSession session, DmpRecord dmp)
    {
        RequireNotAttached(dmp);
        DmpStore.SetDemographics(session, dmp, _request.Person!, _call.Actor, _call.Now);
        SetChoices(session, dmp);
    }

    /// <summary>What a person does in Mon espace santé nobody else does.</summary>
    public static void RequireNotAttached(DmpRecord dmp)
    {
        if (dmp.IsAttachedToEns)
        {
            throw new DmpProblemException(new DmpProblem(
                DmpErrorCode.AttachedToEns, EnsRule, "this person manages the DMP in Mon espace santé",
                "ce DMP est géré par la personne dans Mon espace santé", "patient/id"));
        }
    }

    /// <summary>What the message does not speak of stays as it is.</summary>
    private void SetChoices(WriteSession session, DmpRecord dmp)
    {
        var choices = dmp.Choices with
        {
            OpposesBreakGlass = _request.Flag(Observations.OpposesBreakGlass) ?? dmp.Choices.OpposesBreakGlass,
            OpposesEmergencyCalls =
                _request.Flag(Observations.OpposesEmergencyCalls) ?? dmp.Choices.OpposesEmergencyCalls,
        };
        if (choices != dmp.Choices)
        {
            DmpStore.SetChoices(session, dmp, choices, _call.Actor, _call.Now);
        }
    }

    private static DmpFunction FunctionOf(TransactionId id) =>
        id == DmpTransactions.Td12 ? DmpFunction.Reactivate
        : id == DmpTransactions.Td14 ? DmpFunction.Close
        : DmpFunction.ChangeDemographics;

    private ReadOnlyMemory<byte> Refuse(IReadOnlyList<DmpProblem> problems) =>
        RegistrationAnswerWriter.WriteChanged(Header(problems), _request, [], PatientWriter.Active);

    private AnswerHeader Header(IReadOnlyList<DmpProblem> problems) =>
        new(_request.Interaction, registry.Options.ProcessingId, _call.Now, problems, _call.Language);
}
