using System.Globalization;

namespace XdsDmp.Audit.Summaries;

/// <summary>Reads EventIdentification.</summary>
internal static class EventReader
{
    private const string Place = "EventIdentification";
    private static readonly string[] Actions = ["C", "R", "U", "D", "E"];

    public static EventSummary Read(AuditElement element, FindingList findings)
    {
        var timeText = Required.Attribute(element, "EventDateTime", Place, findings);
        var isZoneMissing = false;
        DateTimeOffset? time = timeText is null ? null : LenientTime.Parse(timeText, out isZoneMissing);
        NoteTime(timeText, time, isZoneMissing, findings);
        return new EventSummary
        {
            Id = CodeReader.ReadOne(element, "EventID", Place, findings),
            TypeCodes = CodeReader.ReadAll(element, "EventTypeCode", Place, findings),
            Action = Action(element.Attribute("EventActionCode"), findings),
            Outcome = Outcome(Required.Attribute(element, "EventOutcomeIndicator", Place, findings), findings),
            OutcomeDescription = element.First("EventOutcomeDescription")?.Text,
            Time = time,
            TimeText = timeText,
            IsTimeZoneMissing = time is not null && isZoneMissing,
            PurposesOfUse = CodeReader.ReadAll(element, "PurposeOfUse", Place, findings),
        };
    }

    private static void NoteTime(string? text, DateTimeOffset? time, bool isZoneMissing, FindingList findings)
    {
        if (text is not null && time is null)
        {
            findings.Add(FindingCode.TimeInvalid, $"EventDateTime is {text}");
        }
        else if (isZoneMissing)
        {
            findings.Add(FindingCode.TimeZoneMissing, $"EventDateTime is {text}; taken as UTC");
        }
    }

    private static string? Action(string? value, FindingList findings)
    {
        if (value is not null && !Actions.Contains(value, StringComparer.Ordinal))
        {
            findings.Add(FindingCode.ValueInvalid, $"EventActionCode is {value}");
        }

        return value;
    }

    private static int? Outcome(string? value, FindingList findings)
    {
        if (value is null)
        {
            return null;
        }

        var isNumber = int.TryParse(value.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var outcome);
        if (!isNumber || outcome is not (0 or 4 or 8 or 12))
        {
            findings.Add(FindingCode.ValueInvalid, $"EventOutcomeIndicator is {value}");
        }

        return isNumber ? outcome : null;
    }
}
