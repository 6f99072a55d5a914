using System.Globalization;
using XdsDmp.Metadata.Errors;
using XdsDmp.Metadata.Model;
using XdsDmp.Metadata.Rules.Domain;

namespace XdsDmp.Metadata.Rules.Dmp;

/// <summary>
/// Times are in UTC, to the second. A local time sent as UTC shows only where it lies ahead: in France one or two
/// hours.
/// </summary>
internal static class UtcTimes
{
    private const int Digits = 14;
    private const int ToleranceMinutes = 30;
    private const string Form = "yyyyMMddHHmmss";

    public static DmpRule Rule { get; } = new(
        "DMP-time", "creationTime and submissionTime are given to the second, and do not lie ahead: they are in UTC",
        "CI-SIS, volet Partage de documents de santé, DTM", Check, RuleTreatment.Warn);

    private static void Check(DmpRuleContext context, DmpRule rule)
    {
        if (context.IsRegistration)
        {
            Check(context, rule, context.Submission.SubmissionSet, "submissionTime",
                context.Submission.SubmissionSet.SubmissionTime);
        }

        foreach (var entry in context.Submission.DocumentEntries)
        {
            Check(context, rule, entry, "creationTime", entry.CreationTime);
        }
    }

    private static void Check(DmpRuleContext context, DmpRule rule, MetadataObject at, string attribute, Hl7Time? time)
    {
        if (time is not { } given)
        {
            return;
        }

        if (given.Digits.Length < Digits)
        {
            context.Report(
                rule, new Wording("the time is not given to the second", "l'heure n'est pas donnée à la seconde"), at,
                attribute, given.Digits, new Wording(Form, Form));
        }
        else if (string.CompareOrdinal(given.Digits, Latest(context.Now)) > 0)
        {
            context.Report(
                rule, new Wording(
                    "the time lies ahead, as a local time does that is taken for UTC",
                    "l'heure est dans le futur, comme une heure locale prise pour l'heure UTC"),
                at, attribute, given.Digits, new Wording("UTC", "UTC"));
        }
    }

    private static string Latest(Hl7Time now) =>
        DateTime.TryParseExact(now.PadLow(), Form, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? time.AddMinutes(ToleranceMinutes).ToString(Form, CultureInfo.InvariantCulture)
            : now.PadHigh();
}
