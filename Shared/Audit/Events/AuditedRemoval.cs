namespace XdsDmp.Audit.Events;

/// <summary>What a record of a removal names.</summary>
/// <param name="PatientIds">Whose objects they were, in CX form; each leaves a message of its own.</param>
/// <param name="EntryUuids">The objects, as the request named them.</param>
public sealed record AuditedRemoval(IReadOnlyList<string> PatientIds, IReadOnlyList<string> EntryUuids);
