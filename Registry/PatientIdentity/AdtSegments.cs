using XdsDmp.Registry.PatientIdentity.Hl7v2;

namespace XdsDmp.Registry.PatientIdentity;

/// <summary>What ITI-8 and ITI-64 both take out of ADT messages.</summary>
internal static class AdtSegments
{
    /// <summary>The one segment of that kind; null, and an error, when there is none or another one.</summary>
    public static Segment? Single(Hl7Message message, string id, FeedErrors errors)
    {
        var all = message.All(id);
        if (all.Count != 1)
        {
            errors.Add(
                FeedErrorCode.SegmentSequenceError, "PIF-segment",
                all.Count == 0 ? $"the segment {id} is missing" : $"there are {all.Count} segments {id}", id,
                accepted: "one segment");
        }

        return all.Count == 1 ? all[0] : null;
    }

    /// <summary>CX, each repetition an identifier. Beyond any number that a patient has none is looked at.</summary>
    public static IReadOnlyList<FeedIdentifier> Identifiers(Field field) =>
        [.. field.Repetitions.Take(Hl7Limits.MaxRepetitions).Where(cx => cx.Text.Length > 0).Select(Identifier)];

    private static FeedIdentifier Identifier(Repetition cx)
    {
        var authority = cx.Component(4);
        return new FeedIdentifier(
            cx.Text, cx.Component(1).Value, authority.Subcomponent(1), authority.Subcomponent(2),
            authority.Subcomponent(3));
    }
}
