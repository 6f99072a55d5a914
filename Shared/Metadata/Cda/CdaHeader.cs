using XdsDmp.Metadata.Model;

namespace XdsDmp.Metadata.Cda;

/// <summary>What the header of a CDA R2 document says about it; null for what it leaves out.</summary>
public sealed record CdaHeader
{
    /// <summary><c>root^extension</c>, or the root alone: what IHE makes the uniqueId of (PCC TF-2 §4.1.1).</summary>
    public string? UniqueId { get; init; }

    public Code? Type { get; init; }

    public string? Title { get; init; }

    public Hl7Time? EffectiveTime { get; init; }

    public Code? Confidentiality { get; init; }

    public string? Language { get; init; }

    /// <summary>The national health identifier if there is one, else the first.</summary>
    public PatientId? Patient { get; init; }

    public IReadOnlyList<PatientId> PatientIds { get; init; } = [];

    /// <summary>Values of sourcePatientInfo.</summary>
    public IReadOnlyList<string> PatientInfo { get; init; } = [];

    /// <summary>XCN of the first author, as IHE has it.</summary>
    public string? AuthorPerson { get; init; }

    /// <summary>Name of the first author's structure.</summary>
    public string? AuthorInstitution { get; init; }

    /// <summary>All of them, as French metadata name them.</summary>
    public IReadOnlyList<CdaAuthor> Authors { get; init; } = [];

    /// <summary>XCN as French metadata name persons.</summary>
    public string? LegalAuthenticator { get; init; }

    public Hl7Time? ServiceStart { get; init; }

    public Hl7Time? ServiceStop { get; init; }

    /// <summary>Where the patient was cared for.</summary>
    public Code? Facility { get; init; }

    /// <summary>In which setting the act was done.</summary>
    public Code? Practice { get; init; }

    /// <summary>What all versions of the document have in common.</summary>
    public string? SetId { get; init; }

    public string? VersionNumber { get; init; }

    /// <summary>Roots of the templates that it claims to follow.</summary>
    public IReadOnlyList<string> Templates { get; init; } = [];

    /// <summary>Media type of a body that is no XML; null for a structured one.</summary>
    public string? BodyMediaType { get; init; }
}
