using XdsDmp.Audit.Messages;

namespace XdsDmp.Audit.Summaries;

/// <summary>ParticipantObjectIdentification as it was sent.</summary>
public sealed record ObjectSummary
{
    public string? Id { get; init; }

    /// <summary>The id without a second layer of XML escapes; null when it had none. Searches look at both.</summary>
    public string? RepairedId { get; init; }

    public CodedValue? IdTypeCode { get; init; }

    public string? TypeCode { get; init; }

    public string? Role { get; init; }

    public string? LifeCycle { get; init; }

    public string? Sensitivity { get; init; }

    public string? Name { get; init; }

    /// <summary>Decoded from base64; what was not base64 stands here as UTF-8.</summary>
    public ReadOnlyMemory<byte>? Query { get; init; }

    /// <summary>
    /// Details decoded from base64 where that gives text, and the identifiers in the object's description (Accession,
    /// MPPS, SOPClass, StudyIDs) under their element name.
    /// </summary>
    public IReadOnlyList<ObjectDetail> Details { get; init; } = [];
}
