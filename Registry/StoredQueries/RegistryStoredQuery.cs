using System.Buffers;
using System.Text;
using XdsDmp.Audit.Events;
using XdsDmp.Audit.Messages;
using XdsDmp.Hosting;
using XdsDmp.Metadata.Ebxml.Messages;
using XdsDmp.Metadata.Errors;
using XdsDmp.Metadata.Model;
using XdsDmp.Metadata.Queries;
using XdsDmp.Registry.Dmp.Access;
using XdsDmp.Registry.Dmp.Storage;
using XdsDmp.Registry.Storage;
using XdsDmp.Security.Signatures;
using XdsDmp.Soap;
using XdsDmp.Sql;
using XdsDmp.Xml;

namespace XdsDmp.Registry.StoredQueries;

/// <summary>
/// ITI-18 Registry Stored Query (ITI TF-2 §3.18), and ITI-51 Multi-Patient Stored Query (§3.51), which differs by the
/// queries that it knows.
/// </summary>
internal sealed class RegistryStoredQuery(
    SoapExchange exchange, RegistryNode registry, StoredQueryCatalog catalog, CodedValue eventType) : ITransaction
{
    /// <summary>Ids are short: an ObjectRef answer may hold this many times more.</summary>
    private const int ObjectRefFactor = 10;

    private AuditedQuery _query = new(null, default) { EventType = eventType };

    // 1. read  2. known query, parameters by its table  3. run  4. one patient, not too many  5. answer
    public async Task<SoapReply> AnswerAsync(CancellationToken cancel)
    {
        await exchange.ReceiveAttachmentsAsync(cancel);
        var errors = new RegistryErrors();
        var request = Read();
        if (Parse(request, errors) is not var (query, arguments) || !IsInScope(arguments, errors))
        {
            return Refusal(errors);
        }

        var result = registry.Readers.Read(session => LetIn(session, arguments, errors) is { } visit
            ? Run(session, query, arguments, visit)
            : QueryResult.Nothing);
        CheckResult(query, arguments, result, errors);
        RequireAssertedPatient(result.Patients);
        QueryScope.CheckResult(query, result.Patients, exchange, errors);
        return errors.IsFailure ? Refusal(errors) : Found(arguments.ReturnType, result.Objects);
    }

    public SoapReply Failed(RegistryFailure failure) =>
        Refusal([failure.ToError(RegistryErrorCode.XDSRegistryBusy, RegistryErrorCode.XDSRegistryError)]);

    public IReadOnlyList<AuditMessage> Audit(TransactionResult result) =>
        RegistryStoredQueryEvent.Build(exchange.AuditContext, _query, result);

    private StoredQueryRequest Read()
    {
        using (var wire = exchange.Request.ReadBody())
        {
            _query = _query with { Request = Encoding.UTF8.GetBytes(wire.ReadOuterXml()) };
        }

        using var body = exchange.Request.ReadBody();
        var request = AdhocQueryRequestReader.Read(body);
        _query = _query with { QueryId = request.QueryId };
        return request;
    }

    private (IStoredQuery Query, StoredQueryArguments Arguments)? Parse(
        StoredQueryRequest request, RegistryErrors errors)
    {
        if (catalog.Find(request.QueryId) is not { } query)
        {
            errors.Add(RegistryErrorCode.XDSUnknownStoredQuery, new Explanation(
                "SQ-query-id", "this transaction has no such stored query", "AdhocQuery, id", request.QueryId,
                string.Join(", ", catalog.All.Select(q => $"{q.Definition.Name} {q.Definition.Id}")),
                "ITI TF-2 §3.18.4.1.2.4"));
            return null;
        }

        return StoredQueryParameters.Parse(query.Definition, request, registry.LifeCycle, errors) is { } arguments
            ? (query, arguments)
            : null;
    }

    private bool IsInScope(StoredQueryArguments arguments, RegistryErrors errors)
    {
        _query = _query with { PatientIds = PatientsOf(arguments) };
        RequireAssertedPatient(_query.PatientIds.Select(PatientId.TryParse).OfType<PatientId>());
        QueryScope.CheckArguments(arguments, _query.PatientIds, exchange, errors);
        return !errors.IsFailure;
    }

    /// <summary>
    /// Whom the user's assertion is about. With the profile Dmp the access decision looks at that: a person may have
    /// several identifiers, and what is somebody else's looks absent.
    /// </summary>
    /// <exception cref="UntrustedMessageException">It is about somebody else.</exception>
    private void RequireAssertedPatient(IEnumerable<PatientId> patients)
    {
        if (!registry.Access.IsOn)
        {
            exchange.RequirePatients(patients);
        }
    }

    private QueryResult Run(
        ReadSession session, IStoredQuery query, StoredQueryArguments arguments, DmpVisit visit)
    {
        var limit = Limit(arguments.ReturnType);
        var search = new ObjectSearch(arguments.ReturnType == QueryReturnType.LeafClass, limit)
        {
            CurrentOnly = arguments.GetMetadataLevel() == 1,
            AssociationStatuses = arguments.GetAssociationStatuses(),
            Sight = visit.Sight,
        };
        var objects = query.Run(session, arguments, search).DistinctBy(o => o.Key).ToList();
        if (search.IsExceeded || objects.Count > limit)
        {
            return QueryResult.Nothing with { IsTooMany = true };
        }

        var patients = objects.Select(o => o.Patient).OfType<long>().Distinct()
            .ToDictionary(key => key, key => PatientStore.SurvivorOf(session, key));
        if (patients.Count > 0)
        {
            _query = _query with { PatientIds = [.. patients.Values.Select(p => p.Id.ToString()).Distinct()] };
        }

        return new QueryResult(
            [.. objects.Select(o => o.Patient is { } key ? o.UnderSurvivor(patients[key]) : o)
                .Select(o => visit.Sight is { } sight ? AsSeen(session, o, sight) : o)],
            QueryScope.PatientsOf(session, objects, patients, exchange),
            patients.Keys.Select(key => PatientStore.PersonOf(session, key)).Distinct().Count(), IsTooMany: false);
    }

    /// <summary>What holds documents must not tell of those that are not seen.</summary>
    private static RegisteredObject AsSeen(ReadSession session, RegisteredObject it, Sight sight) => it.Kind switch
    {
        ObjectKind.Folder => FolderTimes.AsSeen(session, it, sight),
        ObjectKind.SubmissionSet => SubmissionSetStatus.AsSeen(session, it, sight),
        _ => it,
    };

    /// <summary>
    /// With the profile Dmp: TD3.1; a question that the repository passes on for a user who retrieves is TD3.2.
    /// </summary>
    private DmpVisit? LetIn(ReadSession session, StoredQueryArguments arguments, RegistryErrors errors)
    {
        if (catalog != StoredQueryCatalog.OnePatient)
        {
            registry.Access.RefuseUsers(exchange);
            return DmpVisit.Unrestricted;
        }

        var function = exchange.ActsForItself ? DmpFunction.Retrieve
            : arguments.ReturnType == QueryReturnType.LeafClass ? DmpFunction.Search : DmpFunction.SearchReferences;
        var patient = _query.PatientIds.Select(PatientId.TryParse).OfType<PatientId>().FirstOrDefault();
        return registry.Access.LetIn(session, exchange, function, patient, errors);
    }

    /// <summary>Who was asked about, when nothing was found.</summary>
    private static IReadOnlyList<string> PatientsOf(StoredQueryArguments arguments) =>
    [
        .. arguments.Definition.Parameters.Where(p => p.Kind == ParameterKind.PatientId)
            .SelectMany(p => arguments.GetStrings(p.Name)),
    ];

    private int Limit(QueryReturnType returnType) =>
        returnType == QueryReturnType.LeafClass
            ? registry.Options.MaxResults
            : registry.Options.MaxResults * ObjectRefFactor;

    private void CheckResult(
        IStoredQuery query, StoredQueryArguments arguments, QueryResult result, RegistryErrors errors)
    {
        if (result.IsTooMany)
        {
            errors.Add(RegistryErrorCode.XDSTooManyResults, new Explanation(
                "SQ-too-many", $"more than {Limit(arguments.ReturnType)} objects match", query.Definition.Name,
                Accepted: "a narrower search, or ObjectRef first and then GetDocuments in parts",
                Source: "ITI TF-2 §3.18.4.1.3"));
        }

        if (query.IsSinglePatient && arguments.ReturnType == QueryReturnType.LeafClass
            && result.People > 1)
        {
            errors.Add(RegistryErrorCode.XDSResultNotSinglePatient, new Explanation(
                "SQ-single-patient", "the result would span several patients", query.Definition.Name,
                Accepted: "ids of one patient's objects, or returnType ObjectRef", Source: "ITI TF-2 §3.18.4.1.3"));
        }
    }

    private SoapReply Refusal(IReadOnlyCollection<RegistryError> errors)
    {
        var response = RegistryResponse.Of(errors).In(exchange.Language);
        var body = new ArrayBufferWriter<byte>(1024);
        AdhocQueryResponseWriter.Write(new Utf8XmlWriter(body), response);
        return new SoapReply(response, body.WrittenMemory);
    }

    private static SoapReply Found(QueryReturnType returnType, IReadOnlyList<RegisteredObject> objects)
    {
        if (returnType == QueryReturnType.LeafClass)
        {
            var (start, end) = AdhocQueryResponseWriter.Around(RegistryResponse.Success);
            return new SoapReply(RegistryResponse.Success, start)
            {
                BodyContinued = [.. objects.Select(o => o.Fragment), new OctetPiece(end)],
            };
        }

        var body = new ArrayBufferWriter<byte>(1024 + (objects.Count * 80));
        AdhocQueryResponseWriter.WriteObjectRefs(
            new Utf8XmlWriter(body), RegistryResponse.Success, objects.Select(o => o.EntryUuid));
        return new SoapReply(RegistryResponse.Success, body.WrittenMemory);
    }

    /// <summary>What was found; nothing when it was more than may be answered, or looked through.</summary>
    /// <param name="Objects">What is answered.</param>
    /// <param name="Patients">Whose they are, for those whose sight is not restricted to one DMP.</param>
    /// <param name="People">Of how many people.</param>
    /// <param name="IsTooMany">See above.</param>
    private sealed record QueryResult(
        IReadOnlyList<RegisteredObject> Objects, IReadOnlySet<PatientId> Patients, int People, bool IsTooMany)
    {
        public static QueryResult Nothing { get; } = new([], QueryScope.NoPatients, People: 0, IsTooMany: false);
    }
}
