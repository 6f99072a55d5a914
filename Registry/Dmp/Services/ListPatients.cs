using XdsDmp.Audit.Events;
using XdsDmp.Audit.Messages;
using XdsDmp.Hosting;
using XdsDmp.Metadata.Errors;
using XdsDmp.Metadata.Model;
using XdsDmp.Registry.Dmp.Access;
using XdsDmp.Registry.Dmp.Messages;
using XdsDmp.Registry.Dmp.State;
using XdsDmp.Registry.Dmp.Storage;
using XdsDmp.Registry.Storage;
using XdsDmp.Sql;
using XdsDmp.Xml;

namespace XdsDmp.Registry.Dmp.Services;

/// <summary>
/// TD0.4 patientList: the DMPs on which a professional is authorised, those authorised since a date, or with a document
/// since then (DMP, Interfaces LPS, SEL-MP-037).
/// </summary>
internal sealed class ListPatients(SoapExchange exchange, RegistryNode registry) : ITransaction
{
    public const string OwnerRule = "TD-owner";

    /// <summary>Spelled so by the DMP.</summary>
    private const string LastAuthorisation = "LASTAUTORIZATION";
    private const string LastDocument = "LASTDOC";
    private const int MaxPatients = 1000;

    private readonly DmpCall _call = new(exchange, registry, DmpTransactions.Td04, EventAction.Read);
    private BusinessRequest _request = new(null);
    private IReadOnlyList<Row> _told = [];

    public async Task<SoapReply> AnswerAsync(CancellationToken cancel)
    {
        await exchange.ReceiveAttachmentsAsync(cancel);
        _request = new BusinessRequest(MessageNodes.BodyOf(exchange.Request));
        var problems = new MessageProblems();
        _request.OneOf("dateType", problems, isRequired: true, LastAuthorisation, LastDocument);
        if (_request["startDate"] is not { Length: 14 } start || !Hl7Time.IsValid(start))
        {
            problems.Wrong("startDate", _request["startDate"], "yyyyMMddHHmmss");
        }

        return problems.All.Count > 0 ? _call.Refusal(problems.All, Refuse) : _call.Answer(List, Refuse);
    }

    public SoapReply Failed(RegistryFailure failure) => _call.Refusal([DmpProblem.Of(failure)], Refuse);

    public IReadOnlyList<AuditMessage> Audit(TransactionResult result) =>
        _call.Audit(result, _told.Select(row => row.Dmp.Ins));

    private ReadOnlyMemory<byte> List(ReadSession session)
    {
        _call.Demand(session, DmpFunction.ListDmps, null);
        var rows = AuthorisationStore.DmpsOf(session, OwnerId(), _call.Now, MaxPatients)
            .Select(found => RowOf(session, found.Dmp, found.Authorisation))
            .Where(row => string.CompareOrdinal(
                _request["dateType"] == LastDocument ? row.LastDocument : Hl7Time.Of(row.Authorisation.Since).Digits,
                _request["startDate"]) >= 0)
            .ToList();
        _told = rows;
        var context = new Wording($"{rows.Count} patients", $"{rows.Count} patients");
        return BusinessAnswer.Done(
            DmpTransactions.Td04, context.In(_call.Language), xml => rows.ForEach(row => Write(xml, row)));
    }

    /// <summary>A professional sees his own list only; lists of a structure are not built.</summary>
    private string OwnerId()
    {
        var own = Professionals.Of(_call).Id;
        return _request["psOwnerId"] is { } owner && owner != own
            ? throw new DmpProblemException(new DmpProblem(
                DmpErrorCode.AccessDenied, OwnerRule, "this is the list of another professional",
                "cette liste est celle d'un autre professionnel", "psOwnerId", owner, own))
            : own;
    }

    private static Row RowOf(ReadSession session, long key, Authorisation authorisation)
    {
        var dmp = DmpStore.Get(session, key);
        return new Row(dmp, authorisation, LastDocuments.TimeOf(session, PatientStore.KeysOf(session, dmp.Ins)));
    }

    private static void Write(Utf8XmlWriter xml, Row row)
    {
        var person = row.Dmp.Demographics;
        xml.Start("patient"u8);
        xml.Element("nationalId"u8, row.Dmp.Ins.Extension).Element("nationalIdType"u8, row.Dmp.Ins.Authority)
            .Element("lastName"u8, person.UsedName ?? person.BirthName)
            .Element("patronymicalName"u8, person.BirthName).Element("firstName"u8, person.FirstNames)
            .Element("civility"u8, person.Prefix).Element("dateOfBirth"u8, person.BirthDate)
            .Element("MT"u8, row.Authorisation.IsAttendingPhysician ? "true" : "false")
            .Element("message"u8, "").Element("lastAccessDate"u8, Hl7Time.Of(row.Authorisation.LastAction).Digits)
            .Element("lastUpdateDate"u8, Hl7Time.Of(row.Dmp.ChangedAt).Digits);
        if (row.LastDocument is not null)
        {
            xml.Element("lastAddDate"u8, row.LastDocument);
        }

        xml.End("patient"u8);
    }

    private ReadOnlyMemory<byte> Refuse(IReadOnlyList<DmpProblem> problems) =>
        BusinessAnswer.Refused(DmpTransactions.Td04, problems, _call.Language);

    private sealed record Row(DmpRecord Dmp, Authorisation Authorisation, string? LastDocument);
}
