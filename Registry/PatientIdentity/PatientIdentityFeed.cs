using XdsDmp.Registry.PatientIdentity.Hl7v2;

namespace XdsDmp.Registry.PatientIdentity;

/// <summary>
/// ITI-8 Patient Identity Feed (ITI TF-2 §3.8): ADT A01, A04 and A05 announce a patient, A08 is ignored, A40 merges. Of
/// all that the messages hold a registry needs PID-3 and MRG-1.
/// </summary>
internal static class PatientIdentityFeed
{
    /// <summary>Null when something is wrong, which then stands in <paramref name="errors"/>.</summary>
    public static PatientChange? Read(Hl7Message message, string triggerEvent, PatientDomain domain, FeedErrors errors)
    {
        var reader = new FeedChangeReader(domain, errors);
        if (triggerEvent == "A08")
        {
            return reader.Update([.. message.All("PID").Take(1).SelectMany(pid => Identifiers(pid.Field(3)))]);
        }

        var patient = AdtSegments.Single(message, "PID", errors);
        if (triggerEvent != "A40")
        {
            return patient is null ? null : reader.Announcement(Identifiers(patient.Field(3)));
        }

        var merge = AdtSegments.Single(message, "MRG", errors);
        return patient is null || merge is null
            ? null
            : reader.Merge(Identifiers(patient.Field(3)), Identifiers(merge.Field(1)));
    }

    private static IReadOnlyList<FeedIdentifier> Identifiers(Field field) => AdtSegments.Identifiers(field);
}
