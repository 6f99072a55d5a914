using XdsDmp.Audit.Events;
using XdsDmp.Audit.Messages;
using XdsDmp.Hosting;
using XdsDmp.Metadata.Errors;
using XdsDmp.Metadata.Model;
using XdsDmp.Registry.Dmp.Access;
using XdsDmp.Registry.Dmp.Messages;
using XdsDmp.Registry.Dmp.State;
using XdsDmp.Registry.Dmp.Storage;
using XdsDmp.Sql;
using XdsDmp.Xml;

namespace XdsDmp.Registry.Dmp.Services;

/// <summary>
/// TD1.6 listAuthorizationByPatient: which professionals are authorised or blocked on a DMP (DMP, Interfaces LPS,
/// SEL-MP-037).
/// </summary>
internal sealed class ListAuthorizations(SoapExchange exchange, RegistryNode registry) : ITransaction
{
    private const string Active = "ACTIVE";
    private const string Forbidden = "INTERDITE";
    private const string All = "TOUTE";

    private readonly DmpCall _call = new(exchange, registry, DmpTransactions.Td16, EventAction.Read);
    private BusinessRequest _request = new(null);

    public async Task<SoapReply> AnswerAsync(CancellationToken cancel)
    {
        await exchange.ReceiveAttachmentsAsync(cancel);
        _request = new BusinessRequest(MessageNodes.BodyOf(exchange.Request));
        var problems = new MessageProblems();
        _request.OneOf("mode", problems, isRequired: true, Active, Forbidden, All);
        _request.CheckPatient(problems);
        return problems.All.Count > 0 ? _call.Refusal(problems.All, Refuse) : _call.Answer(List, Refuse);
    }

    public SoapReply Failed(RegistryFailure failure) => _call.Refusal([DmpProblem.Of(failure)], Refuse);

    public IReadOnlyList<AuditMessage> Audit(TransactionResult result) => _call.Audit(result);

    private ReadOnlyMemory<byte> List(ReadSession session)
    {
        var patient = _call.Concerns(session, _request.Patient);
        _call.Demand(session, DmpFunction.ListProfessionals, patient);
        var found = AuthorisationStore.AllOf(session, DmpCall.Existing(session, patient).Key).Where(IsWanted).ToList();
        var context = new Wording($"{found.Count} professionals", $"{found.Count} professionnels");
        return BusinessAnswer.Done(
            DmpTransactions.Td16, context.In(_call.Language), xml => found.ForEach(one => Write(xml, one)));
    }

    private bool IsWanted(Authorisation authorisation) => _request["mode"] switch
    {
        Active => authorisation.IsValidAt(_call.Now),
        Forbidden => authorisation.IsBlock,
        _ => true,
    };

    private void Write(Utf8XmlWriter xml, Authorisation authorisation)
    {
        var professional = authorisation.Professional;
        xml.Start("authorization"u8);
        xml.Element("nationalId"u8, professional.Id).Element("nationalIdType"u8, DmpCodeSystems.Professionals)
            .Element("lastName"u8, professional.Name).Element("firstName"u8, professional.FirstName)
            .Element("codeSpeciality"u8, professional.SpecialityCode)
            .Element("libSpeciality"u8, professional.SpecialityName)
            .Element("startOfAuthorization"u8, Hl7Time.Of(authorisation.Since).Digits)
            .Element("lastActionDate"u8, Hl7Time.Of(authorisation.LastAction).Digits)
            .Element("mode"u8, ModeOf(authorisation));
        if (authorisation.IsAttendingPhysician)
        {
            xml.Element("specificRight"u8, "MEDECIN_TRAITANT");
        }

        xml.End("authorization"u8);
    }

    private string ModeOf(Authorisation authorisation) => authorisation.IsBlock ? Forbidden
        : authorisation.IsValidAt(_call.Now) ? Active
        : "EXPIREE";

    private ReadOnlyMemory<byte> Refuse(IReadOnlyList<DmpProblem> problems) =>
        BusinessAnswer.Refused(DmpTransactions.Td16, problems, _call.Language);
}
