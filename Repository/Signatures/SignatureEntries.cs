using XdsDmp.Metadata.Model;

namespace XdsDmp.Repository.Signatures;

/// <summary>Tells the entries of signatures from those of other documents (ITI TF-3 §5.5.3).</summary>
internal static class SignatureEntries
{
    private const string DmpFormat = "http://www.w3.org/2000/09/xmldsig#";
    private const string SignatureType = "E1762";

    private static readonly string[] Formats =
    [
        "urn:ihe:iti:dsg:detached:2014", "urn:ihe:iti:dsg:enveloping:2014", "urn:ihe:iti:dsg:1.0", DmpFormat,
    ];

    /// <summary>By its format, or by its type: whoever calls a document a signature has it verified as one.</summary>
    public static bool IsSignature(DocumentEntry entry) =>
        Formats.Contains(entry.FormatCode?.Value) || entry.TypeCode?.Value == SignatureType;
}
