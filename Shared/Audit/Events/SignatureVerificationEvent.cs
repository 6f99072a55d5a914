using XdsDmp.Audit.Codes;
using XdsDmp.Audit.Messages;

namespace XdsDmp.Audit.Events;

/// <summary>A document signature was verified (IHE DSG, ITI TF-3 §5.5; DICOM code 110007).</summary>
public static class SignatureVerificationEvent
{
    public static AuditMessage Build(AuditNode node, DateTimeOffset time, AuditedSignature signature) =>
        DocumentSignatureMessage.Build(
            NodeEvent.Of(
                EventIds.ReportVerification, type: null, EventAction.Read, time,
                signature.BrokenRules.Count == 0
                    ? AuditOutcome.Success
                    : new AuditOutcome(EventOutcome.MinorFailure, string.Join(", ", signature.BrokenRules))),
            node, signature);
}

/// <summary>A document signature was made (IHE DSG, ITI TF-3 §5.5; DICOM code 113031).</summary>
public static class SignatureCreationEvent
{
    public static AuditMessage Build(AuditNode node, DateTimeOffset time, AuditedSignature signature) =>
        DocumentSignatureMessage.Build(
            NodeEvent.Of(EventIds.SignedManifest, type: null, EventAction.Create, time, AuditOutcome.Success),
            node, signature);
}

/// <summary>What a record of a signature names.</summary>
/// <param name="UniqueId">Of the signature document.</param>
/// <param name="PatientId">In CX form, when known.</param>
/// <param name="BrokenRules">Why it does not count; empty when it does.</param>
public sealed record AuditedSignature(string UniqueId, string? PatientId, IReadOnlyList<string> BrokenRules);

internal static class DocumentSignatureMessage
{
    public static AuditMessage Build(EventIdentification what, AuditNode node, AuditedSignature signature) => new()
    {
        Event = what,
        ActiveParticipants =
        [
            node.ToParticipant(isRequestor: true) with { RoleIdCodes = [RoleIds.Application] },
        ],
        Source = node.ToSource(),
        ParticipantObjects =
        [
            .. AuditObjects.Patient(signature.PatientId),
            new ParticipantObject
            {
                Id = signature.UniqueId,
                IdTypeCode = ObjectIdTypes.ReportNumber,
                Type = ObjectType.SystemObject,
                Role = ObjectRole.Report,
            },
        ],
    };
}
