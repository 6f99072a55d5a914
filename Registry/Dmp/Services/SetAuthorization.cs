using XdsDmp.Audit.Events;
using XdsDmp.Audit.Messages;
using XdsDmp.Hosting;
using XdsDmp.Metadata.Errors;
using XdsDmp.Registry.Dmp.Access;
using XdsDmp.Registry.Dmp.Messages;
using XdsDmp.Registry.Dmp.State;
using XdsDmp.Registry.Dmp.Storage;
using XdsDmp.Sql;

namespace XdsDmp.Registry.Dmp.Services;

/// <summary>
/// TD0.3 setAuthorization: a professional says that the patient authorises him, or that he needs it no more; a doctor,
/// that he is the médecin traitant (DMP, Interfaces LPS, SEL-MP-037). Lasts a year, and can be renewed.
/// </summary>
internal sealed class SetAuthorization(SoapExchange exchange, RegistryNode registry) : ITransaction
{
    public const string DoctorRule = "TD-doctor";
    public const string AuthorisationRule = "TD-authorisation";
    private const string Add = "AJOUT";
    private const string Remove = "SUPPRESSION";
    private const string AttendingPhysician = "MEDECIN_TRAITANT";

    private readonly DmpCall _call = new(exchange, registry, DmpTransactions.Td03, EventAction.Update);
    private BusinessRequest _request = new(null);

    private bool IsRemoval => _request["action"] == Remove;

    private bool IsAboutRole => _request["role"] is not null;

    public async Task<SoapReply> AnswerAsync(CancellationToken cancel)
    {
        await exchange.ReceiveAttachmentsAsync(cancel);
        _request = new BusinessRequest(MessageNodes.BodyOf(exchange.Request));
        var problems = new MessageProblems();
        _request.OneOf("action", problems, isRequired: true, Add, Remove);
        _request.OneOf("role", problems, isRequired: false, AttendingPhysician);
        _request.CheckPatient(problems);
        return problems.All.Count > 0
            ? _call.Refusal(problems.All, Refuse)
            : await _call.ChangeAsync(Change, Refuse);
    }

    public SoapReply Failed(RegistryFailure failure) => _call.Refusal([DmpProblem.Of(failure)], Refuse);

    public IReadOnlyList<AuditMessage> Audit(TransactionResult result) => _call.Audit(result);

    private ReadOnlyMemory<byte> Change(WriteSession session)
    {
        var patient = _call.Concerns(session, _request.Patient);
        _call.Demand(session, Function, patient);
        var professional = Professionals.Of(_call);
        var dmp = DmpCall.Existing(session, patient);
        return BusinessAnswer.Done(
            DmpTransactions.Td03,
            (IsRemoval ? Withdraw(session, dmp, professional) : Grant(session, dmp, professional)).In(_call.Language));
    }

    private DmpFunction Function => !IsRemoval ? DmpFunction.DeclareAuthorisation
        : IsAboutRole ? DmpFunction.StopBeingAttendingPhysician
        : DmpFunction.RemoveAuthorisation;

    private Wording Grant(WriteSession session, DmpRecord dmp, Professional professional)
    {
        if (IsAboutRole && !Professionals.IsDoctor(_call.User!))
        {
            throw new DmpProblemException(new DmpProblem(
                DmpErrorCode.NotADoctor, DoctorRule, "only a doctor can be a médecin traitant",
                "seul un médecin peut être médecin traitant", "role", _call.User!.Profession.Code));
        }

        var until = _call.Now.AddDays(registry.Dmp.AuthorisationDays);
        AuthorisationStore.Grant(session, dmp.Key, professional, until, _call.Actor, _call.Now);
        if (IsAboutRole)
        {
            AuthorisationStore.SetAttendingPhysician(
                session, dmp.Key, professional.Id, isOne: true, _call.Actor, _call.Now);
        }

        return new Wording($"authorised until {until:yyyy-MM-dd}", $"autorisation valable jusqu'au {until:dd/MM/yyyy}");
    }

    private Wording Withdraw(WriteSession session, DmpRecord dmp, Professional professional)
    {
        var found = AuthorisationStore.Find(session, dmp.Key, professional.Id);
        if (found is null || (IsAboutRole && !found.IsAttendingPhysician))
        {
            throw new DmpProblemException(new DmpProblem(
                DmpErrorCode.NotAuthorised, AuthorisationRule, "there is no such authorisation of this professional",
                "ce professionnel n'a pas d'autorisation de cette nature", "action"));
        }

        if (IsAboutRole)
        {
            AuthorisationStore.SetAttendingPhysician(
                session, dmp.Key, professional.Id, isOne: false, _call.Actor, _call.Now);
            return new Wording(
                "not the médecin traitant any more; still authorised", "n'est plus médecin traitant ; reste autorisé");
        }

        AuthorisationStore.Remove(session, dmp.Key, professional.Id, _call.Actor, _call.Now);
        return new Wording("not authorised any more", "autorisation supprimée");
    }

    private ReadOnlyMemory<byte> Refuse(IReadOnlyList<DmpProblem> problems) =>
        BusinessAnswer.Refused(DmpTransactions.Td03, problems, _call.Language);
}
