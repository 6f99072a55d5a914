using XdsDmp.Audit.Codes;
using XdsDmp.Audit.Messages;

namespace XdsDmp.Audit.Events;

/// <summary>ITI-18 Registry Stored Query, audit of Document Consumer and Document Registry (ITI TF-2 §3.18).</summary>
public static class RegistryStoredQueryEvent
{
    private static readonly TransactionKind Kind =
        new(EventIds.Query, EventTypes.Iti18, EventAction.Execute, ServerIsSource: false);

    public static IReadOnlyList<AuditMessage> Build(AuditContext context, AuditedQuery query, TransactionResult result)
    {
        ParticipantObject[] queryObject = [.. QueryObject(context, query)];

        // A reader who may see one patient's trail must not learn of another: one patient per message.
        var patients = query.PatientIds.Distinct().DefaultIfEmpty<string?>(null);
        return
        [
            .. from patient in patients
               from outcome in result.Outcomes
               select TransactionMessage.Build(
                   context, Kind, outcome, [.. AuditObjects.Patient(patient), .. queryObject]),
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
            IdTypeCode = EventTypes.Iti18,
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
