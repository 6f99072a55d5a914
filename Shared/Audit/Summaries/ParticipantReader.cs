using XdsDmp.Audit.Messages;

namespace XdsDmp.Audit.Summaries;

/// <summary>Reads ActiveParticipant.</summary>
internal static class ParticipantReader
{
    public static ParticipantSummary Read(AuditElement element, int number, FindingList findings)
    {
        var place = $"ActiveParticipant[{number}]";
        var idTypes = CodeReader.ReadAll(element, "UserIDTypeCode", place, findings);
        return new ParticipantSummary
        {
            UserId = Required.Attribute(element, "UserID", place, findings),
            AlternativeUserId = element.Attribute("AlternativeUserID"),
            UserName = element.Attribute("UserName"),
            IsRequestor = IsRequestor(Required.Attribute(element, "UserIsRequestor", place, findings), place, findings),
            NetworkAccessPointId = element.Attribute("NetworkAccessPointID"),
            NetworkAccessPointTypeCode = element.Attribute("NetworkAccessPointTypeCode"),
            UserIdTypeCode = idTypes.Count > 0 ? idTypes[0] : null,
            RoleIdCodes = CodeReader.ReadAll(element, "RoleIDCode", place, findings),
            MediaType = MediaType(element, place, findings),
        };
    }

    private static bool? IsRequestor(string? value, string place, FindingList findings)
    {
        switch (value?.Trim().ToUpperInvariant())
        {
            case null:
                return null;
            case "TRUE" or "1":
                return true;
            case "FALSE" or "0":
                return false;
            default:
                findings.Add(FindingCode.ValueInvalid, $"{place}/@UserIsRequestor is {value}");
                return null;
        }
    }

    private static CodedValue? MediaType(AuditElement element, string place, FindingList findings) =>
        element.First("MediaIdentifier") is { } media
            ? CodeReader.ReadOne(media, "MediaType", $"{place}/MediaIdentifier", findings)
            : null;
}
