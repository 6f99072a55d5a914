namespace XdsDmp.Registry.PatientIdentity;

/// <summary>An identifier as a feed gives it: a CX of HL7 v2, an II of HL7 V3.</summary>
/// <param name="Text">As it is written, for refusals.</param>
/// <param name="Id">The identifier itself, without escapes.</param>
/// <param name="NamespaceId">Name of the assigning authority; may be empty.</param>
/// <param name="UniversalId">Id of the assigning authority; may be empty.</param>
/// <param name="UniversalIdType">ISO says that it is an OID; may be empty.</param>
internal sealed record FeedIdentifier(
    string Text, string Id, string NamespaceId, string UniversalId, string UniversalIdType);
