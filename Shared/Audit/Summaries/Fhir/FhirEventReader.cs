using System.Globalization;
using XdsDmp.Audit.Fhir;
using XdsDmp.Audit.Messages;

namespace XdsDmp.Audit.Summaries.Fhir;

/// <summary>
/// Gathers those children of an AuditEvent that tell what happened: together they are the EventIdentification of the
/// XML dialects.
/// </summary>
internal sealed class FhirEventReader(FindingList findings)
{
    private const int MaxCodes = 1_000;
    private static readonly string[] Actions = ["C", "R", "U", "D", "E"];

    private readonly List<CodedValue> _types = [];
    private readonly List<CodedValue> _purposes = [];
    private EventSummary _event = new();

    public void Add(AuditElement child)
    {
        var value = child.Attribute(FhirElements.Value);
        switch (child.Name)
        {
            case "type":
                _event = _event with { Id = Coding(child) };
                break;
            case "category":
                // FHIR R5 calls the type a category, and the subtype a code; both are CodeableConcepts.
                _event = _event with { Id = _event.Id ?? child.Concept().FirstOrDefault() };
                break;
            case "subtype" when _types.Count < MaxCodes && Coding(child) is { } subtype:
                _types.Add(subtype);
                break;
            case "code":
                _types.AddRange(child.Concept().Take(MaxCodes - _types.Count));
                break;
            case "action":
                Check(Actions.Contains(value, StringComparer.Ordinal), child, value);
                _event = _event with { Action = value };
                break;
            case "recorded":
                ReadTime(value);
                break;
            case "outcome":
                ReadOutcome(child, value);
                break;
            case "outcomeDesc":
                _event = _event with { OutcomeDescription = value };
                break;
            case "purposeOfEvent":
                AddPurposes(child.Concept());
                break;
            case "agent":
                AddPurposes(child.Concepts("purposeOfUse"));
                break;
        }
    }

    /// <param name="isWhole">The resource was read to its end, so that what did not come is missing.</param>
    public EventSummary Build(bool isWhole)
    {
        if (isWhole)
        {
            Require(_event.Id is not null, "type");
            Require(_event.TimeText is not null, "recorded");
        }

        return _event with { TypeCodes = _types, PurposesOfUse = [.. _purposes.Distinct()] };
    }

    private CodedValue? Coding(AuditElement child)
    {
        var coding = child.Coding();
        if (coding is null || coding.CodeSystemName.Length == 0)
        {
            findings.Add(FindingCode.CodeIncomplete, $"{child.Name} {coding?.Code} lacks code or system");
        }

        return coding;
    }

    private void AddPurposes(IEnumerable<CodedValue> purposes) =>
        _purposes.AddRange(purposes.Take(MaxCodes - _purposes.Count));

    private void ReadTime(string? text)
    {
        var isZoneMissing = false;
        DateTimeOffset? time = text is null ? null : LenientTime.Parse(text, out isZoneMissing);
        if (time is null)
        {
            findings.Add(FindingCode.TimeInvalid, $"recorded is {text}");
        }
        else if (isZoneMissing)
        {
            findings.Add(FindingCode.TimeZoneMissing, $"recorded is {text}; taken as UTC");
        }

        _event = _event with { Time = time, TimeText = text, IsTimeZoneMissing = time is not null && isZoneMissing };
    }

    private void ReadOutcome(AuditElement child, string? value)
    {
        value ??= OtherReleases.OutcomeOf(child.First("code").ValueOf("code"));
        var isNumber = int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var outcome);
        Check(isNumber && outcome is 0 or 4 or 8 or 12, child, value);
        _event = _event with { Outcome = isNumber ? outcome : null };
    }

    private void Check(bool isValid, AuditElement child, string? value)
    {
        if (!isValid)
        {
            findings.Add(FindingCode.ValueInvalid, $"{child.Name} is {value}");
        }
    }

    private void Require(bool isThere, string name)
    {
        if (!isThere)
        {
            findings.Add(FindingCode.ElementMissing, name);
        }
    }
}
