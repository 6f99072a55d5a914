namespace XdsDmp.Registry.PatientIdentity;

/// <summary>What the parts of a feed's message are called, so that a refusal names them as its sender does.</summary>
/// <param name="Patient">Where the identifiers of the patient are: with a merge, of the surviving one.</param>
/// <param name="Subsumed">Where a merge has the identifier that ends.</param>
/// <param name="Source">Section of the profile.</param>
internal sealed record FeedNames(string Patient, string Subsumed, string Source)
{
    /// <summary>HL7 v2.</summary>
    public static FeedNames Iti8 { get; } = new("PID-3", "MRG-1", "ITI TF-2 §3.8");

    /// <summary>HL7 v2.</summary>
    public static FeedNames Iti64 { get; } = new("PID-3", "MRG-1", "ITI TF-2 §3.64");

    /// <summary>HL7 V3.</summary>
    public static FeedNames Iti44 { get; } = new("patient/id", "priorRegisteredRole/id", "ITI TF-2 §3.44");
}
