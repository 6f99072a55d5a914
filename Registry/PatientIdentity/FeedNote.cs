using XdsDmp.Registry.PatientIdentity.Hl7v2;

namespace XdsDmp.Registry.PatientIdentity;

/// <summary>What of a message was read and changes nothing, so that its sender does not rely on it.</summary>
/// <param name="Segment">Where it stands.</param>
/// <param name="Text">One sentence without a full stop, and what to send instead.</param>
internal sealed record FeedNote(string Segment, string Text)
{
    private const string DmpSegment = "ZFA";

    /// <summary>
    /// ZFA tells what a hospital knows of a patient's DMP: its status, and whether the patient lets it read and feed
    /// (IHE PAM France). That is the hospital's own record; a DMP changes by the transactions of the DMP alone.
    /// </summary>
    public static FeedNote? Of(Hl7Message message)
    {
        if (message.All(DmpSegment) is not [var zfa, ..])
        {
            return null;
        }

        var status = zfa.Field(1).Text;
        return new FeedNote(
            DmpSegment,
            "the identifiers were taken; the status of the DMP"
            + (status is "ACTIF" or "FERME" or "INEXISTANT" ? $" ({status})" : "")
            + " and the consents of ZFA were noted and change nothing here: a DMP is opened and closed by TD1.1, TD1.2"
            + " and TD1.4, and a professional authorised by TD0.3");
    }
}
