using XdsDmp.Metadata.Ebxml;
using XdsDmp.Metadata.Rules.DataTypes;
using static XdsDmp.Metadata.Rules.Attributes.Coding;
using static XdsDmp.Metadata.Rules.Attributes.Presence;
using Urns = XdsDmp.Metadata.Ebxml.XdsUrns.DocumentEntry;

namespace XdsDmp.Metadata.Rules.Attributes;

/// <summary>The attributes of a DocumentEntry (ITI TF-3 table 4.2.3.2-1, table 4.3.1-3).</summary>
internal static class DocumentEntryAttributes
{
    private static readonly Optionality Optional = new(O, O, O, O);
    private static readonly Optionality Required = new(R, R, R, R);
    private static readonly Optionality RequiredUnlessLimited = new(R, R, R, R2);
    private static readonly Optionality IfKnown = new(R2, R2, R2, R2);
    private static readonly Optionality Time = new(R2, R2, O, R2);
    private static readonly Optionality OfBytes = new(O, R, X, O);

    public static IReadOnlyList<AttributeRule> Table { get; } =
    [
        Many("author", AsAuthor, Urns.Author, IfKnown),
        One("classCode", AsCode, Urns.ClassCode, RequiredUnlessLimited),
        One("comments", InDescription, "", Optional, TextType.Comments),
        Many("confidentialityCode", AsCode, Urns.ConfidentialityCode, RequiredUnlessLimited),
        One("creationTime", InSlot, SlotNames.CreationTime, new(R, R, X, R2), DtmType.Type),
        One("documentAvailability", InSlot, SlotNames.DocumentAvailability, Optional, AvailabilityType.Type),
        Many("eventCodeList", AsCode, Urns.EventCodeList, Optional),
        One("formatCode", AsCode, Urns.FormatCode, RequiredUnlessLimited),
        One("hash", InSlot, SlotNames.Hash, OfBytes, Sha1Type.Type),
        One("healthcareFacilityTypeCode", AsCode, Urns.HealthcareFacilityTypeCode, RequiredUnlessLimited),
        One("homeCommunityId", InHome, "", Optional, OidType.Urn),
        One("languageCode", InSlot, SlotNames.LanguageCode, RequiredUnlessLimited, LanguageType.Type),
        One("legalAuthenticator", InSlot, SlotNames.LegalAuthenticator, Optional, XcnType.Type),
        One("limitedMetadata", AsMark, Urns.LimitedMetadata, new(X, X, X, R)),
        One("mimeType", InMimeType, "", Required, MimeTypeType.Type),
        One("patientId", InExternalIdentifier, Urns.PatientId, RequiredUnlessLimited, CxType.Type),
        One("practiceSettingCode", AsCode, Urns.PracticeSettingCode, RequiredUnlessLimited),
        Many("referenceIdList", InSlot, SlotNames.ReferenceIdList, Optional, CxiType.Type),
        One("repositoryUniqueId", InSlot, SlotNames.RepositoryUniqueId, new(O, R, R, O), OidType.Type),
        One("serviceStartTime", InSlot, SlotNames.ServiceStartTime, Time, DtmType.Type),
        One("serviceStopTime", InSlot, SlotNames.ServiceStopTime, Time, DtmType.Type),
        One("size", InSlot, SlotNames.Size, OfBytes, SizeType.Type),
        One("sourcePatientId", InSlot, SlotNames.SourcePatientId, RequiredUnlessLimited, CxType.Type),
        Many("sourcePatientInfo", InSlot, SlotNames.SourcePatientInfo, new(O, O, O, R2), SourcePatientInfoType.Type),
        One("title", InName, "", Optional, TextType.DocumentTitle),
        One("typeCode", AsCode, Urns.TypeCode, RequiredUnlessLimited),
        One("uniqueId", InExternalIdentifier, Urns.UniqueId, Required, IdentifierType.Type),
        One("URI", InSlot, SlotNames.Uri, Optional, UriType.Type),
    ];

    private static AttributeRule One(
        string name, Coding coding, string key, Optionality optionality, DataType? type = null) =>
        new("DE", name, coding, key, IsMany: false, optionality, type);

    private static AttributeRule Many(
        string name, Coding coding, string key, Optionality optionality, DataType? type = null) =>
        new("DE", name, coding, key, IsMany: true, optionality, type);
}
