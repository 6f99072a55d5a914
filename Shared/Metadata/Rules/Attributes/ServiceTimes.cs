using XdsDmp.Metadata.Model;

namespace XdsDmp.Metadata.Rules.Attributes;

/// <summary>A service does not stop before it starts; partial times are given the benefit of the doubt.</summary>
internal static class ServiceTimes
{
    public static SubmissionRule Rule { get; } = new(
        "DE-serviceTimes", "serviceStartTime is not after serviceStopTime",
        "ITI TF-3 §4.2.3.2, serviceStartTime and serviceStopTime", Check);

    private static void Check(RuleContext context, RuleDescription rule)
    {
        foreach (var entry in context.Submission.DocumentEntries)
        {
            if (entry is { ServiceStartTime: { } start, ServiceStopTime: { } stop } && IsAfter(start, stop))
            {
                context.Report(
                    rule, "serviceStartTime is after serviceStopTime", entry, "serviceStartTime", start.Digits,
                    $"not after {stop.Digits}");
            }
        }
    }

    private static bool IsAfter(Hl7Time start, Hl7Time stop) =>
        string.CompareOrdinal(start.PadLow(), stop.PadHigh()) > 0;
}
