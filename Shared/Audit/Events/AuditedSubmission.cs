namespace XdsDmp.Audit.Events;

/// <summary>What a record of a submission names; null for what could not be read from a refused one.</summary>
/// <param name="PatientId">In CX form, <c>id^^^&amp;oid&amp;ISO</c>.</param>
public sealed record AuditedSubmission(string? PatientId, string? SubmissionSetUniqueId);
