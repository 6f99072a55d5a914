using XdsDmp.Audit.Messages;

namespace XdsDmp.Audit.Summaries;

/// <summary>
/// Reads coded values: <c>csd-code</c> of DICOM, <c>code</c> of RFC 3881, which lets everything else be absent.
/// </summary>
internal static class CodeReader
{
    public static CodedValue? ReadOne(AuditElement parent, string name, string place, FindingList findings)
    {
        if (parent.First(name) is { } element)
        {
            return Read(element, place, findings);
        }

        findings.Add(FindingCode.ElementMissing, $"{place}/{name}");
        return null;
    }

    public static IReadOnlyList<CodedValue> ReadAll(
        AuditElement parent, string name, string place, FindingList findings) =>
        [.. parent.All(name).Select(element => Read(element, place, findings))];

    private static CodedValue Read(AuditElement element, string parentPlace, FindingList findings)
    {
        var place = $"{parentPlace}/{element.Name}";
        var code = Code(element, place, findings);
        var system = element.Attribute("codeSystemName") ?? element.Attribute("codeSystem");
        var original = element.Attribute("originalText");
        var display = element.Attribute("displayName");
        if (system is null || (original is null && display is null))
        {
            findings.Add(FindingCode.CodeIncomplete, $"{place} {code} lacks codeSystemName or originalText");
        }

        return new CodedValue(code, system ?? "", original ?? display ?? "") { DisplayName = display };
    }

    private static string Code(AuditElement element, string place, FindingList findings)
    {
        if (element.Attribute("csd-code") is { } code)
        {
            return code;
        }

        if (element.Attribute("code") is { } legacy)
        {
            findings.Add(FindingCode.CodeAttributeLegacy, place);
            return legacy;
        }

        findings.Add(FindingCode.AttributeMissing, $"{place}/@csd-code");
        return "";
    }
}
