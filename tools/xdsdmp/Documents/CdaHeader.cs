using XdsDmp.Metadata.Model;

namespace XdsDmp.CommandLine.Documents;

/// <summary>What the header of a CDA R2 document says about it; null for what it leaves out.</summary>
internal sealed record CdaHeader
{
    /// <summary><c>root^extension</c>, or the root alone: what IHE makes the uniqueId of (PCC TF-2 §4.1.1).</summary>
    public string? UniqueId { get; init; }

    public Code? Type { get; init; }

    public string? Title { get; init; }

    public Hl7Time? EffectiveTime { get; init; }

    public Code? Confidentiality { get; init; }

    public string? Language { get; init; }

    public PatientId? Patient { get; init; }

    /// <summary>Values of sourcePatientInfo.</summary>
    public IReadOnlyList<string> PatientInfo { get; init; } = [];

    /// <summary>XCN of the first author.</summary>
    public string? AuthorPerson { get; init; }

    public string? AuthorInstitution { get; init; }

    public Hl7Time? ServiceStart { get; init; }

    public Hl7Time? ServiceStop { get; init; }
}
