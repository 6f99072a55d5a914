using XdsDmp.Audit.Codes;
using XdsDmp.Audit.Messages;

namespace XdsDmp.Audit.Summaries;

/// <summary>
/// Reads AuditSourceIdentification. Its type is an attribute <c>csd-code</c> (2017c), an attribute <c>code</c> (2016c,
/// RFC 3881), a text (2016a), or stands on the parent, depending on the year of the sender. Only the code is required.
/// </summary>
internal static class SourceReader
{
    private const string Place = "AuditSourceIdentification";

    public static SourceSummary Read(AuditElement element, FindingList findings)
    {
        var types = element.All("AuditSourceTypeCode")
            .Select(type => Type(type, findings))
            .OfType<CodedValue>()
            .ToList();
        if (element.Attribute("code") is { } onParent)
        {
            findings.Add(FindingCode.SourceTypeLegacy, $"{Place}/@code");
            types.Add(new CodedValue(onParent, CodeSystems.Dcm, ""));
        }

        return new SourceSummary(
            Required.Attribute(element, "AuditSourceID", Place, findings),
            element.Attribute("AuditEnterpriseSiteID"),
            types);
    }

    private static CodedValue? Type(AuditElement element, FindingList findings)
    {
        var code = element.Attribute("csd-code");
        if (code is null)
        {
            findings.Add(FindingCode.SourceTypeLegacy, $"{Place}/AuditSourceTypeCode");
            code = element.Attribute("code") ?? element.Text;
        }

        var display = element.Attribute("displayName");
        return code.Length == 0
            ? null
            : new CodedValue(
                code,
                element.Attribute("codeSystemName") ?? element.Attribute("codeSystem") ?? CodeSystems.Dcm,
                element.Attribute("originalText") ?? display ?? "")
            { DisplayName = display };
    }
}
