namespace XdsDmp.Audit.Summaries;

/// <summary>Notes what should be there and is not.</summary>
internal static class Required
{
    public static string? Attribute(AuditElement element, string name, string place, FindingList findings)
    {
        var value = element.Attribute(name);
        if (value is null)
        {
            findings.Add(FindingCode.AttributeMissing, $"{place}/@{name}");
        }

        return value;
    }
}
