using XdsDmp.Metadata.Errors;
using XdsDmp.Registry.PatientIdentity.Hl7v2;

namespace XdsDmp.Registry.PatientIdentity;

/// <summary>The MSH of a message, as far as the registry looks into it (ITI TF-2 §3.8.4.1.2.1).</summary>
internal sealed record MessageHeader(Segment Msh)
{
    /// <summary>ADT messages whose segments PID and MRG have not changed their meaning since.</summary>
    private static readonly string[] Versions = ["2.3", "2.3.1", "2.4", "2.5", "2.5.1", "2.6"];

    private static readonly string[] Events = ["A01", "A04", "A05", "A08", "A40", "A43"];

    /// <summary>Of a name that never ends the audit trail gets the beginning.</summary>
    private const int MaxNameLength = 500;

    public string ControlId => Msh.Field(10).Text;

    /// <summary>MSH-9.1, for instance <c>ADT</c>.</summary>
    public string MessageCode => Msh.Field(9).Component(1).Value;

    /// <summary>MSH-9.2, for instance <c>A01</c>. The structure in MSH-9.3 follows from it: not looked at.</summary>
    public string TriggerEvent => Msh.Field(9).Component(2).Value;

    public string VersionId => Msh.Field(12).Component(1).Value;

    /// <summary>Facility and application of the sender, as audit messages join them (ITI TF-2 §3.8.5).</summary>
    public string Sender => NameOf(4, 3);

    /// <summary>Facility and application to which the message is addressed.</summary>
    public string Receiver => NameOf(6, 5);

    /// <param name="processingId">What this system is for: P, T or D.</param>
    public IEnumerable<FeedError> Check(string processingId)
    {
        if (ControlId.Length is 0 or > Hl7Limits.MaxControlIdLength)
        {
            yield return Refusal(
                FeedErrorCode.RequiredFieldMissing, "PIF-controlId", "the message control id is missing or too long",
                "MSH-10", ControlId, $"1 to {Hl7Limits.MaxControlIdLength} characters");
        }

        if (MessageCode != "ADT" || !Events.Contains(TriggerEvent))
        {
            yield return Refusal(
                MessageCode == "ADT" ? FeedErrorCode.UnsupportedEventCode : FeedErrorCode.UnsupportedMessageType,
                "PIF-messageType",
                BringsDocuments
                    ? $"documents, and what an {MessageCode} says about them, are not taken by a patient identity feed"
                    : "this is no message of a patient identity feed",
                "MSH-9", Msh.Field(9).Text,
                BringsDocuments
                    ? "ITI-41 Provide and Register Document Set-b to the repository, the CDA of OBX-5 as its document"
                    : $"ADT with {string.Join(", ", Events)}");
        }

        if (!Versions.Contains(VersionId))
        {
            yield return Refusal(
                FeedErrorCode.UnsupportedVersionId, "PIF-version", "this version of HL7 is not supported", "MSH-12",
                VersionId, string.Join(", ", Versions));
        }

        if (Msh.Field(11).Component(1).Value is var id && id != processingId)
        {
            yield return Refusal(
                FeedErrorCode.UnsupportedProcessingId, "PIF-processingId",
                "the message is not meant for a system of this kind (production, training, debugging)", "MSH-11", id,
                processingId);
        }
    }

    /// <summary>CDA in HL7 v2 (ANS, volet Transmission de documents CDA en HL7 v2).</summary>
    private bool BringsDocuments => MessageCode is "MDM" or "ORU";

    private string NameOf(int facility, int application)
    {
        var name = $"{Msh.Field(facility).Component(1).Value}|{Msh.Field(application).Component(1).Value}";
        return name == "|" ? "" : name.Length > MaxNameLength ? name[..MaxNameLength] : name;
    }

    private static FeedError Refusal(
        FeedErrorCode code, string rule, string problem, string place, string value, string accepted) =>
        new(code, new Explanation(rule, problem, place, value, accepted, "ITI TF-2 §3.8.4.1.2.1")) { IsReject = true };
}
