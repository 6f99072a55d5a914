using XdsDmp.Audit.Codes;
using XdsDmp.Audit.Messages;

namespace XdsDmp.Audit.Events;

/// <summary>
/// ITI-43 Retrieve Document Set, audit of Document Repository and Document Consumer (ITI TF-2 §3.43). The repository is
/// the source although it was called: content flows from it, so the destination is the requestor.
/// </summary>
public static class RetrieveDocumentSetEvent
{
    /// <summary>One message for each patient and for what was handed over and what was not.</summary>
    public static IReadOnlyList<AuditMessage> Build(AuditContext context, IReadOnlyList<AuditedDocument> documents) =>
    [
        .. from document in documents
           group document by (document.PatientId, document.Outcome.IsSuccess) into part
           select TransactionMessage.Build(context, Kind(context), Outcome(part), [.. Objects(context, part)]),
    ];

    /// <summary>For a request that was refused before its documents could be read.</summary>
    public static AuditMessage BuildRefused(AuditContext context, AuditOutcome outcome) =>
        TransactionMessage.Build(context, Kind(context), outcome);

    private static TransactionKind Kind(AuditContext context) => context.End == TransactionEnd.Server
        ? new TransactionKind(EventIds.Export, EventTypes.Iti43, EventAction.Read, ServerIsSource: true)
        : new TransactionKind(EventIds.Import, EventTypes.Iti43, EventAction.Create, ServerIsSource: true);

    /// <summary>The gravest outcome, and each reason once.</summary>
    private static AuditOutcome Outcome(IEnumerable<AuditedDocument> documents)
    {
        var reasons = documents.Select(d => d.Outcome.Description).OfType<string>().Distinct();
        var description = string.Join("; ", reasons);
        return new AuditOutcome(
            documents.Max(d => d.Outcome.Indicator),
            description.Length == 0 ? null : description);
    }

    private static IEnumerable<ParticipantObject> Objects(
        AuditContext context,
        IGrouping<(string? PatientId, bool IsSuccess), AuditedDocument> documents) =>
    [
        .. AuditObjects.Patient(documents.Key.PatientId),
        .. documents.Select(document => Document(context, document)),
    ];

    private static ParticipantObject Document(AuditContext context, AuditedDocument document) => new()
    {
        Id = document.UniqueId,
        IdTypeCode = ObjectIdTypes.ReportNumber,
        Type = ObjectType.SystemObject,
        Role = ObjectRole.Report,
        Details =
        [
            .. AuditObjects.Detail(DetailTypes.RepositoryUniqueId, document.RepositoryUniqueId),
            .. AuditObjects.Detail(
                DetailTypes.RetrievalHomeCommunityId, document.HomeCommunityId ?? context.HomeCommunityId),
        ],
    };
}
