using XdsDmp.Audit.Codes;
using XdsDmp.Audit.Messages;

namespace XdsDmp.Audit.Events;

/// <summary>ITI-62 Remove Metadata, audit of Document Administrator and Document Registry (ITI TF-2 §3.62).</summary>
public static class RemoveMetadataEvent
{
    /// <summary>Objects that one message names at most; more of them make more messages.</summary>
    private const int MaxObjects = 500;

    private static readonly TransactionKind Kind =
        new(EventIds.PatientRecord, EventTypes.Iti62, EventAction.Delete, ServerIsSource: false);

    public static IReadOnlyList<AuditMessage> Build(
        AuditContext context, AuditedRemoval removal, TransactionResult result) =>
    [
        .. from patient in removal.PatientIds.DefaultIfEmpty<string?>(null)
           from outcome in result.Outcomes
           from ids in removal.EntryUuids.Chunk(MaxObjects).DefaultIfEmpty([])
           select TransactionMessage.Build(
               context, Kind, outcome, [.. AuditObjects.Patient(patient), .. ids.Select(RegistryObject)]),
    ];

    private static ParticipantObject RegistryObject(string entryUuid) => new()
    {
        Id = entryUuid,
        IdTypeCode = ObjectIdTypes.ObjectRef,
        Type = ObjectType.SystemObject,
        Role = ObjectRole.Report,
        LifeCycle = DataLifeCycle.PermanentErasure,
    };
}
