using XdsDmp.Audit.Codes;
using XdsDmp.Audit.Messages;

namespace XdsDmp.Audit.Events;

/// <summary>
/// ITI-86 Remove Documents, audit of Document Administrator and Document Repository (ITI TF-2 §3.86).
/// </summary>
public static class RemoveDocumentsEvent
{
    private static readonly TransactionKind Kind =
        new(EventIds.PatientRecord, EventTypes.Iti86, EventAction.Delete, ServerIsSource: false);

    /// <summary>One message for each patient and for what was removed and what was not.</summary>
    /// <param name="context">Who, where, when.</param>
    /// <param name="documents">Those named; none: the request could not be read.</param>
    /// <param name="whole">The outcome of a request that named none.</param>
    public static IReadOnlyList<AuditMessage> Build(
        AuditContext context, IReadOnlyList<AuditedDocument> documents, AuditOutcome whole) => documents.Count == 0
        ? [TransactionMessage.Build(context, Kind, whole)]
        :
        [
            .. from document in documents
               group document by (document.PatientId, document.Outcome) into part
               select TransactionMessage.Build(
                   context, Kind, part.Key.Outcome,
                   [.. AuditObjects.Patient(part.Key.PatientId), .. part.Select(Document)]),
        ];

    private static ParticipantObject Document(AuditedDocument document) => new()
    {
        Id = document.UniqueId,
        IdTypeCode = ObjectIdTypes.ReportNumber,
        Type = ObjectType.SystemObject,
        Role = ObjectRole.Report,
        LifeCycle = document.Outcome.IsSuccess ? DataLifeCycle.PermanentErasure : null,
        Details =
        [
            .. AuditObjects.Detail(DetailTypes.RepositoryUniqueId, document.RepositoryUniqueId),
            .. AuditObjects.Detail(DetailTypes.RetrievalHomeCommunityId, document.HomeCommunityId),
        ],
    };
}
