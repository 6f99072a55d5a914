using XdsDmp.Audit.Codes;
using XdsDmp.Audit.Messages;

namespace XdsDmp.Audit.Events;

/// <summary>
/// ITI-18 Registry Stored Query (ITI TF-2 §3.18) and ITI-51 Multi-Patient Query (§3.51), audit of Document Consumer and
/// Document Registry.
/// </summary>
public static class RegistryStoredQueryEvent
{
    public static IReadOnlyList<AuditMessage> Build(AuditContext context, AuditedQuery query, TransactionResult result)
    {
        var kind = new TransactionKind(EventIds.Query, query.EventType, EventAction.Execute, ServerIsSource: false);
        ParticipantObject[] queryObject = [.. QueryObject(context, query)];

        // A reader who may see one patient's trail must not learn of another: one patient per message.
        var patients = query.PatientIds.Distinct().DefaultIfEmpty<string?>(null);
        return
        [
            .. from patient in patients
               from outcome in result.Outcomes
               select TransactionMessage.Build(
                   context, kind, outcome, [.. AuditObjects.Patient(patient), .. queryObject]),
        ];
    }

    private static IEnumerable<ParticipantObject> QueryObject(AuditContext context, AuditedQuery query)
    {
        if (query.QueryId is null && query.Request.IsEmpty)
        {
            yield break;
        }

        yield return new ParticipantObject
        {
            Id = query.QueryId ?? "",
            IdTypeCode = query.EventType,
            Type = ObjectType.SystemObject,
            Role = ObjectRole.Query,
            Query = query.Request,
            Details =
            [
                new ObjectDetail(DetailTypes.QueryEncoding, "UTF-8"),
                .. AuditObjects.Detail(DetailTypes.QueryHomeCommunityId, context.HomeCommunityId),
            ],
        };
    }
}
