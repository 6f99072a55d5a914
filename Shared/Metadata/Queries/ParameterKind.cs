namespace XdsDmp.Metadata.Queries;

/// <summary>
/// How the value of a stored query parameter is coded and what it is compared with (ITI TF-2 §3.18.4.1.2.3).
/// </summary>
public enum ParameterKind
{
    /// <summary><c>123</c>, without quotes.</summary>
    Number,

    /// <summary>HL7 DTM, <c>20041225</c>, without quotes.</summary>
    Time,

    /// <summary>CX in quotes; samples of the profile itself leave the quotes out.</summary>
    PatientId,

    /// <summary>Compared exactly.</summary>
    Text,

    /// <summary>Compared as a pattern: <c>%</c> any run of characters, <c>_</c> one.</summary>
    Like,

    /// <summary><c>'code^^scheme'</c>.</summary>
    Code,

    /// <summary>Id of a registry object; what is no UUID names nothing that could be found.</summary>
    EntryUuid,

    /// <summary>URN of an availability status; those not understood are ignored.</summary>
    Status,

    /// <summary>Object type UUID of stable or on-demand entries.</summary>
    EntryType,
}
