using XdsDmp.Audit.Codes;

namespace XdsDmp.Audit.Summaries.Fhir;

/// <summary>The URIs that FHIR has for the code systems of audit messages.</summary>
internal static class FhirCodeSystems
{
    /// <summary>The name of DICOM audit messages where there is one; otherwise the URI itself.</summary>
    public static string NameOf(string? uri) => uri switch
    {
        null => "",
        "http://dicom.nema.org/resources/ontology/DCM" => CodeSystems.Dcm,
        "urn:ihe:event-type-code" => CodeSystems.IheTransactions,
        "urn:ietf:rfc:3881" => CodeSystems.Rfc3881,
        "urn:oid:1.3.6.1.4.1.19376.1.2.6" => CodeSystems.IheXdsMetadata,
        _ => uri,
    };
}
