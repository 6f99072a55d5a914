namespace XdsDmp.Registry.PatientIdentity.Hl7v2;

/// <summary>What one message may cost, beside its length.</summary>
internal static class Hl7Limits
{
    /// <summary>An ADT message has some ten; those with insurances and observations have more.</summary>
    public const int MaxSegments = 1_000;

    /// <summary>Identifiers of one patient, in all the domains that the sender knows.</summary>
    public const int MaxRepetitions = 200;

    /// <summary>MSH-10: the longest that any version of HL7 v2 allows.</summary>
    public const int MaxControlIdLength = 199;
}
