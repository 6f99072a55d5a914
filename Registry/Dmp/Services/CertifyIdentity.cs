using XdsDmp.Audit.Events;
using XdsDmp.Audit.Messages;
using XdsDmp.Hosting;
using XdsDmp.Metadata.Errors;
using XdsDmp.Metadata.Model;
using XdsDmp.Registry.Dmp.Access;
using XdsDmp.Registry.Dmp.Messages;
using XdsDmp.Registry.Dmp.Storage;
using XdsDmp.Sql;

namespace XdsDmp.Registry.Dmp.Services;

/// <summary>
/// TD0.0 identityCertification: who is meant by what stands on a carte Vitale (DMP, Interfaces LPS, SEL-MP-037;
/// historical, until 30/09/2023). Only Assurance Maladie knows everybody: here are known those who have a DMP.
/// </summary>
internal sealed class CertifyIdentity(SoapExchange exchange, RegistryNode registry) : ITransaction
{
    public const string IdentityRule = "TD-identity";

    private readonly DmpCall _call = new(exchange, registry, DmpTransactions.Td00, EventAction.Read);
    private BusinessRequest _request = new(null);

    public async Task<SoapReply> AnswerAsync(CancellationToken cancel)
    {
        await exchange.ReceiveAttachmentsAsync(cancel);
        _request = new BusinessRequest(MessageNodes.BodyOf(exchange.Request));
        var problems = new MessageProblems();
        _request.Required(
            "nirIndividu", problems, "NIR of the patient, 13 characters and key",
            "NIR du patient, 13 caractères et clé");
        if (_request["birthDate"] is not { Length: 8 } date || !Hl7Time.IsValid(date.AsSpan(0, 4)))
        {
            problems.Wrong("birthDate", null, "yyyyMMdd, as on the card", "AAAAMMJJ, comme sur la carte");
        }

        return problems.All.Count > 0 ? _call.Refusal(problems.All, Refuse) : _call.Answer(Certify, Refuse);
    }

    public SoapReply Failed(RegistryFailure failure) => _call.Refusal([DmpProblem.Of(failure)], Refuse);

    public IReadOnlyList<AuditMessage> Audit(TransactionResult result) => _call.Audit(result);

    private ReadOnlyMemory<byte> Certify(ReadSession session)
    {
        var named = RegistrationRules.InsRulesOf(registry.Dmp).Accepted
            .Select(domain => new PatientId(_request["nirIndividu"]!, domain)).ToList();
        var known = named.Find(patient => DmpStore.Find(session, patient) is not null);
        var patient = _call.Concerns(session, known is null ? named : [known]);

        // Who the patient is shall only be found out: a VIHF that names nobody is enough.
        _call.Demand(session, DmpFunction.AcquireIdentity, _call.User?.Patient is null ? null : patient);
        if (DmpStore.Find(session, patient)?.Demographics is not { } person
            || person.BirthDate != _request["birthDate"]
            || (_request["birthRank"] is { } rank && person.BirthRank is { } own && rank != $"{own}"))
        {
            throw new DmpProblemException(new DmpProblem(
                DmpErrorCode.UnknownIdentity, IdentityRule, "nobody of that number and birth is known here",
                "aucune personne de ce numéro et de cette naissance n'est connue ici", "nirIndividu"));
        }

        return BusinessAnswer.Done(
            DmpTransactions.Td00, new Wording("known here", "identité connue").In(_call.Language),
            xml => xml.Element("nirIndividu"u8, patient.Extension)
                .Element("lastName"u8, person.UsedName ?? person.BirthName)
                .Element("patronymicalName"u8, person.BirthName).Element("firstName"u8, person.FirstNames)
                .Element("birthDate"u8, person.BirthDate));
    }

    private ReadOnlyMemory<byte> Refuse(IReadOnlyList<DmpProblem> problems) =>
        BusinessAnswer.Refused(DmpTransactions.Td00, problems, _call.Language);
}
