using XdsDmp.Metadata.Ebxml;
using XdsDmp.Metadata.Rules.DataTypes;
using static XdsDmp.Metadata.Rules.Attributes.Coding;
using static XdsDmp.Metadata.Rules.Attributes.Presence;
using Urns = XdsDmp.Metadata.Ebxml.XdsUrns.Folder;

namespace XdsDmp.Metadata.Rules.Attributes;

/// <summary>The attributes of a Folder (ITI TF-3 table 4.2.3.4-1, table 4.3.1-3).</summary>
internal static class FolderAttributes
{
    private static readonly Optionality Optional = new(O, O, O, O);
    private static readonly Optionality Required = new(R, R, R, R);
    private static readonly Optionality RequiredUnlessLimited = new(R, R, R, R2);

    public static IReadOnlyList<AttributeRule> Table { get; } =
    [
        new("FD", "codeList", AsCode, Urns.CodeList, IsMany: true, RequiredUnlessLimited, Type: null),
        One("comments", InDescription, "", Optional, TextType.Comments),
        One("homeCommunityId", InHome, "", Optional, OidType.Urn),
        One("lastUpdateTime", InSlot, SlotNames.LastUpdateTime, Optional, DtmType.Type),
        One("limitedMetadata", AsMark, Urns.LimitedMetadata, new(X, X, X, R)),
        One("patientId", InExternalIdentifier, Urns.PatientId, RequiredUnlessLimited, CxType.Type),
        One("title", InName, "", new(R, R, R, O), TextType.Title),
        One("uniqueId", InExternalIdentifier, Urns.UniqueId, Required, OidType.Type),
    ];

    private static AttributeRule One(
        string name, Coding coding, string key, Optionality optionality, DataType? type = null) =>
        new("FD", name, coding, key, IsMany: false, optionality, type);
}
