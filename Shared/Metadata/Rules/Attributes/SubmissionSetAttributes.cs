using XdsDmp.Metadata.Ebxml;
using XdsDmp.Metadata.Rules.DataTypes;
using static XdsDmp.Metadata.Rules.Attributes.Coding;
using static XdsDmp.Metadata.Rules.Attributes.Presence;
using Urns = XdsDmp.Metadata.Ebxml.XdsUrns.SubmissionSet;

namespace XdsDmp.Metadata.Rules.Attributes;

/// <summary>The attributes of a SubmissionSet (ITI TF-3 table 4.2.3.3-1, table 4.3.1-3).</summary>
internal static class SubmissionSetAttributes
{
    private static readonly Optionality Optional = new(O, O, O, O);
    private static readonly Optionality Required = new(R, R, R, R);
    private static readonly Optionality RequiredUnlessLimited = new(R, R, R, R2);

    public static IReadOnlyList<AttributeRule> Table { get; } =
    [
        Many("author", AsAuthor, Urns.Author, new(R2, R2, R2, R2)),
        One("comments", InDescription, "", Optional, TextType.Comments),
        One("contentTypeCode", AsCode, Urns.ContentTypeCode, RequiredUnlessLimited),
        One("homeCommunityId", InHome, "", Optional, OidType.Urn),
        Many("intendedRecipient", InSlot, SlotNames.IntendedRecipient, new(O, O, O, R2), IntendedRecipientType.Type),
        One("limitedMetadata", AsMark, Urns.LimitedMetadata, new(X, X, X, R)),
        One("patientId", InExternalIdentifier, Urns.PatientId, RequiredUnlessLimited, CxType.Type),
        One("sourceId", InExternalIdentifier, Urns.SourceId, Required, OidType.Type),
        One("submissionTime", InSlot, SlotNames.SubmissionTime, Required, DtmType.Type),
        One("title", InName, "", Optional, TextType.Title),
        One("uniqueId", InExternalIdentifier, Urns.UniqueId, Required, OidType.Type),
    ];

    private static AttributeRule One(
        string name, Coding coding, string key, Optionality optionality, DataType? type = null) =>
        new("SS", name, coding, key, IsMany: false, optionality, type);

    private static AttributeRule Many(
        string name, Coding coding, string key, Optionality optionality, DataType? type = null) =>
        new("SS", name, coding, key, IsMany: true, optionality, type);
}
