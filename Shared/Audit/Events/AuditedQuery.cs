using XdsDmp.Audit.Codes;
using XdsDmp.Audit.Messages;

namespace XdsDmp.Audit.Events;

/// <summary>What a record of a stored query names.</summary>
/// <param name="QueryId">The stored query's <c>urn:uuid:…</c>; null when the request could not be read.</param>
/// <param name="Request">The AdhocQueryRequest as it was on the wire, in UTF-8; empty when there was none.</param>
public sealed record AuditedQuery(string? QueryId, ReadOnlyMemory<byte> Request)
{
    /// <summary>ITI-18, or ITI-51.</summary>
    public CodedValue EventType { get; init; } = EventTypes.Iti18;

    /// <summary>Patients asked for or found, in CX form. Each leaves a message of its own.</summary>
    public IReadOnlyList<string> PatientIds { get; init; } = [];
}
