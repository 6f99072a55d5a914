using XdsDmp.Metadata.Cda;
using XdsDmp.Metadata.Model;

namespace XdsDmp.CommandLine.Documents;

/// <summary>One file and the metadata that it will be registered with.</summary>
internal sealed record DocumentDraft
{
    public required string File { get; init; }

    public required string EntryUuid { get; init; }

    public required string UniqueId { get; init; }

    public required string MimeType { get; init; }

    public required long Size { get; init; }

    /// <summary>SHA-1 in hexadecimal; the repository compares it with what arrives.</summary>
    public required string Hash { get; init; }

    public required string? Title { get; init; }

    public required string Language { get; init; }

    public required Hl7Time CreationTime { get; init; }

    public Hl7Time? ServiceStart { get; init; }

    public Hl7Time? ServiceStop { get; init; }

    public required Code Class { get; init; }

    public required Code Type { get; init; }

    public required Code Format { get; init; }

    public required Code Facility { get; init; }

    public required Code Practice { get; init; }

    public required IReadOnlyList<Code> Confidentiality { get; init; }

    public IReadOnlyList<Code> EventCodes { get; init; } = [];

    /// <summary>XCN.</summary>
    public string? AuthorPerson { get; init; }

    public string? AuthorInstitution { get; init; }

    /// <summary>As French metadata name them; empty: <see cref="AuthorPerson"/> alone.</summary>
    public IReadOnlyList<CdaAuthor> Authors { get; init; } = [];

    /// <summary>XCN.</summary>
    public string? LegalAuthenticator { get; init; }

    public required PatientId SourcePatient { get; init; }

    public IReadOnlyList<string> SourcePatientInfo { get; init; } = [];

    /// <summary>Also the attachment's Content-ID.</summary>
    public string ContentId => EntryUuid["urn:uuid:".Length..] + "@xdsdmp";
}
