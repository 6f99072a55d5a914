using XdsDmp.Hosting.Configuration;
using XdsDmp.Metadata.Ins;
using XdsDmp.Metadata.Model;
using XdsDmp.Registry.Dmp.Messages;
using XdsDmp.Registry.Dmp.State;

namespace XdsDmp.Registry.Dmp.Services;

/// <summary>What a message that opens, changes or closes a DMP must say.</summary>
internal static class RegistrationRules
{
    public const string ConsentRule = "TD-consent";

    public static void CheckSubject(RegistrationRequest request, MessageProblems problems)
    {
        if (request.Registrations != 1)
        {
            problems.Wrong(
                "controlActProcess/subject", $"{request.Registrations}", "one registrationRequest",
                "un seul registrationRequest");
        }
    }

    /// <summary>Each must be able to be an INS; at least one must be there.</summary>
    public static void CheckIdentifiers(
        IReadOnlyList<PatientId> identifiers, DmpOptions options, MessageProblems problems)
    {
        if (identifiers.Count == 0)
        {
            problems.Missing(
                "patient/id", "an id of an INS domain, for instance 1.2.250.1.213.1.4.8",
                "un id d'un domaine de l'INS, par exemple 1.2.250.1.213.1.4.8");
        }

        foreach (var ins in identifiers)
        {
            var problem = options.AcceptWrongInsKeys
                ? InsCheck.ProblemBesideKey(ins, InsRulesOf(options), "patient/id")
                : InsCheck.ProblemOf(ins, InsRulesOf(options), "patient/id");
            problems.Add(problem is null ? null : new DmpProblem(DmpErrorCode.InvalidIns, problem));
        }
    }

    public static void CheckPerson(RegistrationRequest request, MessageProblems problems)
    {
        if (request.Person is null)
        {
            problems.Missing(
                "patient/patientPerson", "names, sex and date of birth", "noms, sexe et date de naissance");
        }
    }

    /// <summary>Given, and with its date: a consent that nobody can date proves nothing.</summary>
    public static DmpProblem? ConsentProblem(RegistrationRequest request, string code)
    {
        var consent = request.Observation(code);
        return consent is { Value: true, Time: { } time } && Hl7Time.IsValid(DateOf(time)) ? null : new DmpProblem(
            DmpErrorCode.NoConsent, ConsentRule, "the patient's consent is missing, or has no date",
            "le consentement du patient manque, ou n'est pas daté",
            "patient/subjectOf/administrativeObservation",
            consent is null ? null : $"{code} = {consent.Value}, {consent.Time}",
            $"{code} with the value true and an effectiveTime", $"{code} à true, avec effectiveTime");
    }

    public static Consent ConsentOf(RegistrationRequest request, string code) =>
        new(request.Observation(code)!.Time!, request.Card);

    public static InsRules InsRulesOf(DmpOptions options) =>
        options.InsAuthorities.Count > 0 ? new InsRules(options.InsAuthorities) : InsRules.Production;

    /// <summary>Digits up to a fraction or a time zone.</summary>
    private static string DateOf(string time)
    {
        var end = time.AsSpan().IndexOfAny('.', '+', '-');
        return end < 0 ? time : time[..end];
    }
}
