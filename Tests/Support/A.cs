using XdsDmp.Metadata.Ebxml;
using Entry = XdsDmp.Metadata.Ebxml.XdsUrns.DocumentEntry;
using FolderUrns = XdsDmp.Metadata.Ebxml.XdsUrns.Folder;
using SetUrns = XdsDmp.Metadata.Ebxml.XdsUrns.SubmissionSet;

namespace XdsDmp.Tests.Support;

/// <summary>
/// Makes valid metadata, so that a test says only what matters to it. All objects carry symbolic ids and belong to one
/// patient.
/// </summary>
public static class A
{
    public const string PatientId = "4711^^^&1.3.6.1.4.1.21367.2005.13.20.1000&ISO";
    public const string RepositoryUniqueId = "1.3.6.1.4.1.21367.2011.2.3.7";
    public const string Document = "Document01";
    public const string Set = "SubmissionSet01";
    public const string FolderId = "Folder01";

    /// <summary>Hash and size of the document "Hello, DMP" in UTF-8.</summary>
    public const string Hash = "0da3e1f7ac766da9c19751fa4b15ecadfc83a34c";

    /// <summary>A registered document that submissions refer to.</summary>
    public const string RegisteredDocument = "urn:uuid:6a5b1f0e-8c2d-4e3f-9a7b-1c2d3e4f5a6b";

    private const string CodingScheme = "1.3.6.1.4.1.19376.3.276.1";

    /// <summary>
    /// SubmissionSet, one document, and the membership of the one in the other; or the objects given.
    /// </summary>
    public static RegistryObjectList Submission(params Identifiable[] objects) => new(
        objects.Length > 0 ? objects.ToSequence() : [SubmissionSet(), DocumentEntry(), Membership()]);

    /// <summary>The default submission around a document that a test has altered.</summary>
    public static RegistryObjectList SubmissionOf(ExtrinsicObject document) =>
        Submission(SubmissionSet(), document, Membership(document.Id ?? ""));

    /// <summary>A document in a folder, both new.</summary>
    public static RegistryObjectList SubmissionWithFolder(RegistryPackage? folder = null) => Submission(
        SubmissionSet(),
        DocumentEntry(),
        folder ?? Folder(),
        Membership(),
        Association(XdsUrns.Association.HasMember, Set, FolderId),
        Association(XdsUrns.Association.HasMember, FolderId, Document, id: "InFolder01"),
        Association(XdsUrns.Association.HasMember, Set, "InFolder01"));

    /// <summary>A document and its relationship to another one.</summary>
    public static RegistryObjectList SubmissionWithRelationship(string type, string target = RegisteredDocument) =>
        Submission(SubmissionSet(), DocumentEntry(), Membership(), Association(type, Document, target));

    public static ExtrinsicObject DocumentEntry(
        string id = Document, string uniqueId = "1.2.840.113619.20150615.1", string patientId = PatientId) => new()
        {
            Id = id,
            ObjectType = XdsUrns.StableDocumentEntry,
            MimeType = "text/plain",
            Name = InternationalString.Of("Compte rendu"),
            Description = InternationalString.Of("Consultation & contrôle <annuel>"),
            Slots =
            [
                Slot(SlotNames.CreationTime, "20260102030405"),
                Slot(SlotNames.Hash, Hash),
                Slot(SlotNames.LanguageCode, "fr-FR"),
                Slot(SlotNames.LegalAuthenticator, "801234^Martin^Alice^^^^^^&1.2.250.1.71.4.2.1&ISO"),
                Slot(SlotNames.ReferenceIdList, "2026-17^^^&1.2.3.4&ISO^urn:ihe:iti:xds:2013:accession"),
                Slot(SlotNames.RepositoryUniqueId, RepositoryUniqueId),
                Slot(SlotNames.ServiceStartTime, "202601020300"),
                Slot(SlotNames.ServiceStopTime, "202601020330"),
                Slot(SlotNames.Size, "10"),
                Slot(SlotNames.SourcePatientId, "local-1^^^&1.2.3.4.5&ISO"),
                Slot(
                    SlotNames.SourcePatientInfo,
                    "PID-3|local-1^^^&1.2.3.4.5&ISO", "PID-5|Dupont^Jean", "PID-7|19800101", "PID-8|M"),
                Slot("urn:example:extra", "kept", "as it is"),
            ],
            Classifications =
            [
                Author(id, Entry.Author),
                Code(id, Entry.ClassCode, "10"),
                Code(id, Entry.ConfidentialityCode, "N"),
                Code(id, Entry.ConfidentialityCode, "MASQUE_PS"),
                Code(id, Entry.EventCodeList, "ECG"),
                Code(id, Entry.FormatCode, "urn:ihe:iti:xds:2017:mimeTypeSufficient"),
                Code(id, Entry.HealthcareFacilityTypeCode, "SA01"),
                Code(id, Entry.PracticeSettingCode, "AMBULATOIRE"),
                Code(id, Entry.TypeCode, "11488-4"),
            ],
            ExternalIdentifiers =
            [
                Identifier(id, Entry.PatientId, "XDSDocumentEntry.patientId", patientId),
                Identifier(id, Entry.UniqueId, "XDSDocumentEntry.uniqueId", uniqueId),
            ],
        };

    /// <summary>An entry as ITI-61 brings it: nothing that only bytes can tell.</summary>
    public static ExtrinsicObject OnDemandEntry(string id = Document) =>
        (DocumentEntry(id) with { ObjectType = XdsUrns.OnDemandDocumentEntry })
        .Without(SlotNames.CreationTime, SlotNames.Hash, SlotNames.Size, SlotNames.LegalAuthenticator);

    public static RegistryPackage SubmissionSet(
        string id = Set, string uniqueId = "1.2.840.113619.20150615.2", string patientId = PatientId) => new()
        {
            Id = id,
            Name = InternationalString.Of("Lot de soumission"),
            Slots =
            [
                Slot(SlotNames.SubmissionTime, "20260102030500"),
                Slot(SlotNames.IntendedRecipient, "Hôpital^^^^^&1.2.3&ISO^^^^H1|801234^Martin^Alice|^^Internet^a@b.fr"),
            ],
            Classifications =
            [
                Author(id, SetUrns.Author),
                Code(id, SetUrns.ContentTypeCode, "04"),
                Mark(id, XdsUrns.SubmissionSetNode),
            ],
            ExternalIdentifiers =
            [
                Identifier(id, SetUrns.PatientId, "XDSSubmissionSet.patientId", patientId),
                Identifier(id, SetUrns.SourceId, "XDSSubmissionSet.sourceId", "1.2.840.113619.6.197"),
                Identifier(id, SetUrns.UniqueId, "XDSSubmissionSet.uniqueId", uniqueId),
            ],
        };

    public static RegistryPackage Folder(
        string id = FolderId, string uniqueId = "1.2.840.113619.20150615.3", string patientId = PatientId) => new()
        {
            Id = id,
            Name = InternationalString.Of("Grossesse"),
            Classifications = [Code(id, FolderUrns.CodeList, "GROSSESSE"), Mark(id, XdsUrns.FolderNode)],
            ExternalIdentifiers =
            [
                Identifier(id, FolderUrns.PatientId, "XDSFolder.patientId", patientId),
                Identifier(id, FolderUrns.UniqueId, "XDSFolder.uniqueId", uniqueId),
            ],
        };

    public static RimAssociation Association(string type, string source, string target, string? id = null) => new()
    {
        Id = id ?? $"Association-{source}-{target}",
        AssociationType = type,
        SourceObject = source,
        TargetObject = target,
    };

    /// <summary>The membership of a document in the SubmissionSet.</summary>
    public static RimAssociation Membership(string target = Document, string status = "Original") =>
        Association(XdsUrns.Association.HasMember, Set, target, $"Member-{target}")
            .With(SlotNames.SubmissionSetStatus, status);

    public static Slot Slot(string name, params string[] values) => new(name, values.ToSequence());

    public static Classification Code(string owner, string scheme, string value) => new()
    {
        Id = $"{owner}-{scheme[^6..]}-{value}",
        ClassifiedObject = owner,
        ClassificationScheme = scheme,
        NodeRepresentation = value,
        Name = InternationalString.Of($"Libellé {value}"),
        Slots = [Slot(SlotNames.CodingScheme, CodingScheme)],
    };

    public static Classification Author(string owner, string scheme) => new()
    {
        Id = $"{owner}-author",
        ClassifiedObject = owner,
        ClassificationScheme = scheme,
        NodeRepresentation = "",
        Slots =
        [
            Slot(SlotNames.AuthorPerson, "801234^Martin^Alice^^^^^^&1.2.250.1.71.4.2.1&ISO"),
            Slot(SlotNames.AuthorInstitution, "Cabinet Martin^^^^^&1.2.250.1.71.4.2.2&ISO^^^^1120456789"),
            Slot(SlotNames.AuthorRole, "Médecin traitant"),
            Slot(SlotNames.AuthorSpecialty, "SM26^^^&1.2.250.1.213.1.1.4.5&ISO"),
            Slot(SlotNames.AuthorTelecommunication, "^^Internet^alice@example.org"),
        ],
    };

    /// <summary>The Classification by which a RegistryPackage is a SubmissionSet or a Folder.</summary>
    public static Classification Mark(string owner, string node) => new()
    {
        Id = $"{owner}-mark",
        ClassifiedObject = owner,
        ClassificationNode = node,
    };

    public static ExternalIdentifier Identifier(string owner, string scheme, string name, string value) => new()
    {
        Id = $"{owner}-{scheme[^6..]}",
        RegistryObject = owner,
        IdentificationScheme = scheme,
        Value = value,
        Name = InternationalString.Of(name),
    };
}
