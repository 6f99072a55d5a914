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
/// TD0.5: who in an emergency call might be the patient, where no INS is known (DMP, Interfaces LPS, SEL-MP-037). At
/// most ten, best first.
/// </summary>
internal sealed class FindPatients(SoapExchange exchange, RegistryNode registry) : ITransaction
{
    public const string CriteriaRule = "TD-criteria";
    private const int MaxHits = 10;

    /// <summary>Read before they are compared with what the index does not know.</summary>
    private const int MaxCandidates = 200;

    private readonly DmpCall _call = new(exchange, registry, DmpTransactions.Td05, EventAction.Execute);
    private PatientSearchQuery _query = new();
    private IReadOnlyList<FoundPatient> _told = [];

    public async Task<SoapReply> AnswerAsync(CancellationToken cancel)
    {
        await exchange.ReceiveAttachmentsAsync(cancel);
        _query = PatientSearchQuery.Read(MessageNodes.BodyOf(exchange.Request));
        var problems = new MessageProblems();
        MessageHeaders.Check(_query.Interaction, registry, problems);
        if (_query.FamilyName is null && _query.BirthDate is not { Length: >= 8 })
        {
            problems.Add(new DmpProblem(
                DmpErrorCode.InvalidMessage, CriteriaRule, "too little to find anybody by",
                "trop peu de critères pour retrouver quelqu'un", "controlActProcess/queryByParameter/parameterList",
                accepted: "livingSubjectName/value/family, or livingSubjectBirthTime with year, month and day",
                acceptedInFrench: "livingSubjectName/value/family, ou livingSubjectBirthTime complet"));
        }

        return problems.All.Count > 0
            ? _call.Refusal(problems.All, Refuse)
            : _call.Answer(session => PatientAnswerWriter.WriteMany(Header([]), _query, _told = Find(session)), Refuse);
    }

    public SoapReply Failed(RegistryFailure failure) => _call.Refusal([DmpProblem.Of(failure)], Refuse);

    public IReadOnlyList<AuditMessage> Audit(TransactionResult result) =>
        _call.Audit(result, _told.Select(found => found.Dmp.Ins));

    private List<FoundPatient> Find(ReadSession session)
    {
        _call.Demand(session, DmpFunction.FindPatient, null);
        var birthDate = _query.BirthDate is { Length: >= 8 } date ? date[..8] : null;
        var candidates = DmpStore.Search(
            session, _query.FamilyName, _query.GivenName, birthDate, MaxCandidates);
        var best = from dmp in candidates
                   let match = MatchOf(dmp.Demographics)
                   where match > 0
                   orderby match descending, dmp.Key
                   select (dmp, match);
        return
        [
            .. best.Take(MaxHits).Select(hit =>
                new FoundPatient(DmpStore.IdentifiersOf(session, hit.dmp), hit.dmp) { Match = hit.match }),
        ];
    }

    /// <summary>The share of what was asked for that is so; 0 for another sex.</summary>
    private int MatchOf(Demographics person)
    {
        if (_query.Gender is not null && person.Gender is not null && _query.Gender != person.Gender)
        {
            return 0;
        }

        bool?[] criteria =
        [
            Same(_query.FamilyName, person.BirthName), Same(_query.GivenName, person.FirstNames),
            Same(_query.BirthDate, person.BirthDate), Same(_query.PostalCode, person.Address?.PostalCode),
            Same(_query.City, person.Address?.City),
        ];
        var asked = criteria.OfType<bool>().ToList();
        return asked.Count == 0 ? 0 : Math.Max(1, 100 * asked.Count(isSame => isSame) / asked.Count);
    }

    private static bool? Same(string? asked, string? known) => asked is null
        ? null
        : SearchName.Of(asked) is { Length: > 0 } name ? name == SearchName.Of(known ?? "") : asked == known;

    private ReadOnlyMemory<byte> Refuse(IReadOnlyList<DmpProblem> problems) =>
        PatientAnswerWriter.WriteMany(Header(problems), _query, []);

    private AnswerHeader Header(IReadOnlyList<DmpProblem> problems) =>
        new(_query.Interaction, registry.Options.ProcessingId, _call.Now, problems, _call.Language);
}
