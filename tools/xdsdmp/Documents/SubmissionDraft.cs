using XdsDmp.Metadata.Cda;
using XdsDmp.Metadata.Ebxml;
using XdsDmp.Metadata.Ebxml.Messages;
using XdsDmp.Metadata.Ins;
using XdsDmp.Metadata.Model;
using XdsDmp.Metadata.Rules.Dmp;
using DocumentUrns = XdsDmp.Metadata.Ebxml.XdsUrns.DocumentEntry;
using SetUrns = XdsDmp.Metadata.Ebxml.XdsUrns.SubmissionSet;

namespace XdsDmp.CommandLine.Documents;

/// <summary>
/// A submission on its way to become ebRIM: one SubmissionSet, its documents, and the one that is replaced.
/// </summary>
internal sealed record SubmissionDraft
{
    public const string SetId = "SubmissionSet01";

    public required PatientId Patient { get; init; }

    public required string UniqueId { get; init; }

    public required string SourceId { get; init; }

    public required Hl7Time Time { get; init; }

    public required Code ContentType { get; init; }

    public required IReadOnlyList<DocumentDraft> Documents { get; init; }

    /// <summary>entryUUID of the entry that the one document replaces.</summary>
    public string? Replaced { get; init; }

    /// <summary>The last of the documents is the signature of the set.</summary>
    public bool IsSigned { get; init; }

    /// <summary>As the French profile has it: identifiers of patients say what kind they are.</summary>
    public bool IsFrench { get; init; }

    public ProvideAndRegisterDocumentSetRequest<DocumentContent> ToRequest() => new(
        new RegistryObjectList(
            [Set(), .. Documents.Select(Entry), .. Documents.Select(Membership), .. Replacement(), .. Signs()]),
        [.. Documents.Select(
            d => new ProvidedDocument<DocumentContent>(d.EntryUuid, DocumentContent.Attached(d.ContentId)))]);

    /// <summary>The SubmissionSet alone.</summary>
    public RegistryPackage Set() => new()
    {
        Id = SetId,
        ObjectType = XdsUrns.ObjectType.RegistryPackage,
        Slots = [Slot(SlotNames.SubmissionTime, Time.Digits)],
        Name = Documents[0].Title is { } title ? InternationalString.Of(title) : null,
        Classifications =
        [
            new Classification
            {
                Id = NewId(),
                ClassifiedObject = SetId,
                ClassificationNode = XdsUrns.SubmissionSetNode,
            },
            .. Author(SetId, SetUrns.Author, Documents[0]),
            Coded(SetId, SetUrns.ContentTypeCode, ContentType),
        ],
        ExternalIdentifiers =
        [
            Identifier(SetId, SetUrns.PatientId, "XDSSubmissionSet.patientId", CxOf(Patient)),
            Identifier(SetId, SetUrns.SourceId, "XDSSubmissionSet.sourceId", SourceId),
            Identifier(SetId, SetUrns.UniqueId, "XDSSubmissionSet.uniqueId", UniqueId),
        ],
    };

    private ExtrinsicObject Entry(DocumentDraft document) => new()
    {
        Id = document.EntryUuid,
        ObjectType = XdsUrns.StableDocumentEntry,
        MimeType = document.MimeType,
        Slots = Slots(document).ToSequence(),
        Name = document.Title is { } title ? InternationalString.Of(title) : null,
        Classifications =
        [
            .. Author(document.EntryUuid, DocumentUrns.Author, document),
            Coded(document.EntryUuid, DocumentUrns.ClassCode, document.Class),
            .. document.Confidentiality.Select(
                code => Coded(document.EntryUuid, DocumentUrns.ConfidentialityCode, code)),
            .. document.EventCodes.Select(code => Coded(document.EntryUuid, DocumentUrns.EventCodeList, code)),
            Coded(document.EntryUuid, DocumentUrns.FormatCode, document.Format),
            Coded(document.EntryUuid, DocumentUrns.HealthcareFacilityTypeCode, document.Facility),
            Coded(document.EntryUuid, DocumentUrns.PracticeSettingCode, document.Practice),
            Coded(document.EntryUuid, DocumentUrns.TypeCode, document.Type),
        ],
        ExternalIdentifiers =
        [
            Identifier(document.EntryUuid, DocumentUrns.PatientId, "XDSDocumentEntry.patientId", CxOf(Patient)),
            Identifier(document.EntryUuid, DocumentUrns.UniqueId, "XDSDocumentEntry.uniqueId", document.UniqueId),
        ],
    };

    private IEnumerable<Slot> Slots(DocumentDraft document)
    {
        yield return Slot(SlotNames.CreationTime, document.CreationTime.Digits);
        yield return Slot(SlotNames.Hash, document.Hash);
        yield return Slot(SlotNames.LanguageCode, document.Language);
        yield return Slot(SlotNames.Size, $"{document.Size}");
        yield return Slot(SlotNames.SourcePatientId, CxOf(document.SourcePatient));
        if (document.LegalAuthenticator is { } person)
        {
            yield return Slot(SlotNames.LegalAuthenticator, person);
        }

        if (document.SourcePatientInfo.Count > 0)
        {
            yield return new Slot(SlotNames.SourcePatientInfo, document.SourcePatientInfo.ToSequence());
        }

        if (document.ServiceStart is { } start)
        {
            yield return Slot(SlotNames.ServiceStartTime, start.Digits);
        }

        if (document.ServiceStop is { } stop)
        {
            yield return Slot(SlotNames.ServiceStopTime, stop.Digits);
        }
    }

    private string CxOf(PatientId id) => !IsFrench ? id.ToString()
        : $"{id}^{(InsAuthority.Find(id.Authority) is null ? "PI" : DmpPerson.PatientType)}";

    private static RimAssociation Membership(DocumentDraft document) => new()
    {
        Id = NewId(),
        ObjectType = XdsUrns.ObjectType.Association,
        AssociationType = XdsUrns.Association.HasMember,
        SourceObject = SetId,
        TargetObject = document.EntryUuid,
        Slots = [Slot(SlotNames.SubmissionSetStatus, "Original")],
    };

    private IEnumerable<RimAssociation> Replacement() => Replaced is null ? [] :
    [
        new RimAssociation
        {
            Id = NewId(),
            ObjectType = XdsUrns.ObjectType.Association,
            AssociationType = XdsUrns.Association.Replace,
            SourceObject = Documents[0].EntryUuid,
            TargetObject = Replaced,
        },
    ];

    /// <summary>The signature signs the set, as software for the DMP says it; the set names its documents.</summary>
    private IEnumerable<RimAssociation> Signs() => !IsSigned ? [] :
    [
        new RimAssociation
        {
            Id = NewId(),
            ObjectType = XdsUrns.ObjectType.Association,
            AssociationType = XdsUrns.Association.Signs,
            SourceObject = Documents[^1].EntryUuid,
            TargetObject = SetId,
        },
    ];

    private static IEnumerable<Classification> Author(string owner, string scheme, DocumentDraft document)
    {
        IReadOnlyList<CdaAuthor> authors = document.Authors.Count > 0 ? document.Authors
            : [new CdaAuthor(document.AuthorPerson, document.AuthorInstitution, null, null)];
        return authors.SelectMany(author => Author(owner, scheme, author));
    }

    private static IEnumerable<Classification> Author(string owner, string scheme, CdaAuthor author)
    {
        Slot?[] slots =
        [
            author.Person is { } person ? Slot(SlotNames.AuthorPerson, person) : null,
            author.Institution is { } institution ? Slot(SlotNames.AuthorInstitution, institution) : null,
            author.Role is { } role ? Slot(SlotNames.AuthorRole, role) : null,
            author.Specialty is { } specialty ? Slot(SlotNames.AuthorSpecialty, specialty) : null,
        ];
        return slots is [null, null, ..] ? [] :
        [
            new Classification
            {
                Id = NewId(),
                ObjectType = XdsUrns.ObjectType.Classification,
                ClassificationScheme = scheme,
                ClassifiedObject = owner,
                NodeRepresentation = "",
                Slots = slots.OfType<Slot>().ToSequence(),
            },
        ];
    }

    private static Classification Coded(string owner, string scheme, Code code) => new()
    {
        Id = NewId(),
        ObjectType = XdsUrns.ObjectType.Classification,
        ClassificationScheme = scheme,
        ClassifiedObject = owner,
        NodeRepresentation = code.Value,
        Slots = [Slot(SlotNames.CodingScheme, code.Scheme)],
        Name = InternationalString.Of(code.DisplayName ?? code.Value),
    };

    private static ExternalIdentifier Identifier(string owner, string scheme, string name, string value) => new()
    {
        Id = NewId(),
        ObjectType = XdsUrns.ObjectType.ExternalIdentifier,
        RegistryObject = owner,
        IdentificationScheme = scheme,
        Value = value,
        Name = InternationalString.Of(name),
    };

    private static Slot Slot(string name, string value) => new(name, [value]);

    private static string NewId() => new EntryUuid(Guid.CreateVersion7()).ToString();
}
