using XdsDmp.CommandLine.Documents;
using XdsDmp.Metadata.Model;
using XdsDmp.Security.Documents;

namespace XdsDmp.CommandLine.Signatures;

/// <summary>The entry of a signature (ITI TF-3 §5.5.3), and what the DMP wants it to be.</summary>
internal static class SignatureMetadata
{
    /// <summary>ASTM E1762 "Full Document".</summary>
    public static readonly Code Type = new("E1762", "ASTM", "Full Document");

    private static readonly Code Class = new("urn:oid:1.3.6.1.4.1.19376.1.2.1.1.1", "URN", "Digital Signature");
    private static readonly Code DmpFormat =
        new("http://www.w3.org/2000/09/xmldsig#", "URN", "Default Signature Style");
    private static readonly Code DsgFormat =
        new("urn:ihe:iti:dsg:detached:2014", "1.3.6.1.4.1.19376.1.2.3", "DSG Detached Document");

    private static readonly Code Normal = new("N", "2.16.840.1.113883.5.25", "Normal");
    private static readonly Code Masked =
        new("MASQUE_PS", "1.2.250.1.213.1.1.4.13", "Masqué aux professionnels de santé");
    private static readonly Code Hidden =
        new("INVISIBLE_PATIENT", "1.2.250.1.213.1.1.4.13", "Non visible par le patient");

    /// <summary>
    /// What it is about it has from the first document; in the DMP neither patient nor carers see it listed.
    /// </summary>
    public static DocumentDraft DraftOf(
        DocumentDraft first, string file, byte[] signature, string uniqueId, Code purpose, SignatureStyle style,
        Hl7Time time) => first with
        {
            File = file,
            EntryUuid = new EntryUuid(Guid.CreateVersion7()).ToString(),
            UniqueId = uniqueId,
            MimeType = "text/xml",
            Size = signature.Length,
            Hash = DocumentFiles.Sha1(signature),
            Title = purpose.DisplayName,
            Language = "art",
            CreationTime = time,
            ServiceStart = null,
            ServiceStop = null,
            Class = Class,
            Type = Type,
            Format = style == SignatureStyle.Dmp ? DmpFormat : DsgFormat,
            EventCodes = [purpose],
            Confidentiality = style == SignatureStyle.Dmp ? [Normal, Masked, Hidden] : [Normal],
        };
}
