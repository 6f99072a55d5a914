using XdsDmp.Registry.Dmp.State;
using XdsDmp.Registry.PatientIdentity.Hl7v3;
using XdsDmp.Xml.Nodes;

namespace XdsDmp.Registry.Dmp.Messages;

/// <summary>
/// PRPA_IN201311UV02 (TD1.1) and PRPA_IN201314UV02 (TD1.2, TD1.3b, TD1.4): open, reopen, change, close the DMP of a
/// person.
/// </summary>
internal sealed record RegistrationRequest
{
    public Interaction Interaction { get; init; } = new();

    /// <summary>How many registrations the message holds; one, if it is as it should be.</summary>
    public int Registrations { get; init; }

    public IReadOnlyList<InstanceIdentifier> Patient { get; init; } = [];

    /// <summary>active or terminated.</summary>
    public string? Status { get; init; }

    /// <summary>Null when the message describes nobody.</summary>
    public Demographics? Person { get; init; }

    public IReadOnlyList<PatientObservation> Observations { get; init; } = [];

    /// <summary>What was read from a carte Vitale, in words; null without one.</summary>
    public string? Card { get; init; }

    /// <summary>Why it is closed (TD1.4).</summary>
    public string? ClosingReason { get; init; }

    public string? ClosingText { get; init; }

    public PatientObservation? Observation(string code) => Observations.FirstOrDefault(one => one.Code == code);

    /// <summary>Null: the message does not say.</summary>
    public bool? Flag(string code) => Observation(code)?.Value;

    /// <param name="message">The message's element.</param>
    /// <param name="problems">Takes what in it is not as it should be.</param>
    public static RegistrationRequest Read(ElementNode message, MessageProblems problems)
    {
        var act = message.Child("controlActProcess");
        var registrations = act.ChildrenOf("subject")
            .SelectMany(subject => subject.Elements)
            .Where(one => one.Is(Hl7Nodes.Namespace, "registrationRequest")
                || one.Is(Hl7Nodes.Namespace, "registrationEvent")).ToList();
        var patient = registrations.FirstOrDefault().Below("subject1", "patient");
        var issue = act.Anywhere("detectedIssueEvent").FirstOrDefault();
        return new RegistrationRequest
        {
            Interaction = Interaction.Read(message),
            Registrations = registrations.Count,
            Patient = patient.Identifiers("id"),
            Status = patient.Child("statusCode").Value("code"),
            Person = PersonReader.Read(patient.Child("patientPerson"), problems),
            Observations = [.. patient.Anywhere("administrativeObservation").Select(PatientObservation.Read)],
            Card = CardOf(patient),
            ClosingReason = issue.Child("code").Value("code"),
            ClosingText = problems.Bounded(issue.Child("text").Words(), "detectedIssueEvent/text", 1024),
        };
    }

    /// <summary>The identity is kept with the consent as it was read: who doubts it later can compare.</summary>
    private static string? CardOf(ElementNode? patient)
    {
        var card = patient.Anywhere("contactParty")
            .FirstOrDefault(party => party.Child("code").Value("codeSystem") == DmpCodeSystems.Card);
        return card is null ? null : string.Join(' ', new[]
        {
            card.Child("code").Value("code"), card.Anywhere("id").FirstOrDefault().Value("extension"),
            card.Anywhere("name").FirstOrDefault()?.Elements.Select(part => part.Words()).OfType<string>() is { } parts
                ? string.Join(' ', parts) : null,
            card.Anywhere("birthTime").FirstOrDefault().Value("value"),
        }.Where(part => !string.IsNullOrEmpty(part)).Take(4)) is { Length: > 0 } text
            ? text[..Math.Min(text.Length, 512)] : null;
    }
}

/// <summary>A decision of the patient, or a fact about the DMP (administrativeObservation).</summary>
/// <param name="Code">Of code system 1.2.250.1.213.4.1.2.3.</param>
/// <param name="Value">Null: neither true nor false.</param>
/// <param name="Time">When it was decided.</param>
internal sealed record PatientObservation(string Code, bool? Value, string? Time)
{
    public static PatientObservation Read(ElementNode observation)
    {
        var time = observation.Child("effectiveTime");
        var value = observation.Child("value");
        return new PatientObservation(
            observation.Child("code").Value("code") ?? "",
            (value.Value("value") ?? value.Words())?.ToLowerInvariant() switch
            {
                "true" or "1" => true,
                "false" or "0" => false,
                _ => null,
            },
            time.Value("value") ?? time.Child("low").Value("value"));
    }
}
