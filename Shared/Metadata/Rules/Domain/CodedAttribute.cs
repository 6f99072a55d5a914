namespace XdsDmp.Metadata.Rules.Domain;

/// <summary>Attributes whose codes an affinity domain may fix, spelled as the profile spells them.</summary>
public static class CodedAttribute
{
    public const string ClassCode = "classCode";
    public const string TypeCode = "typeCode";
    public const string FormatCode = "formatCode";
    public const string PracticeSettingCode = "practiceSettingCode";
    public const string HealthcareFacilityTypeCode = "healthcareFacilityTypeCode";
    public const string ConfidentialityCode = "confidentialityCode";
    public const string EventCodeList = "eventCodeList";
    public const string ContentTypeCode = "contentTypeCode";

    /// <summary>Of a Folder.</summary>
    public const string CodeList = "codeList";

    /// <summary>Of an Association: the reason of a relationship.</summary>
    public const string Documentation = "documentation";

    public static IReadOnlyList<string> All { get; } =
    [
        ClassCode, TypeCode, FormatCode, PracticeSettingCode, HealthcareFacilityTypeCode, ConfidentialityCode,
        EventCodeList, ContentTypeCode, CodeList, Documentation,
    ];
}
