using XdsDmp.Security.Signatures;
using XdsDmp.Xml.Canonical;

namespace XdsDmp.Security.Documents;

/// <summary>What a new document signature shall say.</summary>
/// <param name="Documents">What is signed.</param>
/// <param name="SigningTime">When.</param>
public sealed record SignatureOrder(IReadOnlyList<DocumentToSign> Documents, DateTimeOffset SigningTime)
{
    /// <summary>Makes it the signature of a whole set; null: of documents.</summary>
    public string? SubmissionSetId { get; init; }

    /// <summary>OID of the purpose (<see cref="SignaturePurpose"/>).</summary>
    public string Purpose { get; init; } = SignaturePurpose.Source.Value;

    public SignatureStyle Style { get; init; }

    /// <summary>Null: what suits the key.</summary>
    public SignatureMethod? Method { get; init; }
}

/// <summary>A document by its uniqueId and digest.</summary>
/// <param name="Canonical">The digest is of this form of an XML document; null: of its octets.</param>
public sealed record DocumentToSign(string UniqueId, byte[] Digest, CanonicalMethod? Canonical = null);

public enum SignatureStyle
{
    /// <summary>IHE DSG (ITI TF-3 §5.5): XAdES 1.3.2, Canonical XML 1.1, the purpose as commitment.</summary>
    Dsg,

    /// <summary>
    /// As software for the DMP sends it: XAdES 1.1.1, Canonical XML 1.0, the purpose as signature property.
    /// </summary>
    Dmp,
}
