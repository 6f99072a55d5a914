using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using XdsDmp.Metadata.Ebxml;
using XdsDmp.Security.Certificates;
using XdsDmp.Security.Documents;
using XdsDmp.Tests.Support;
using Entry = XdsDmp.Metadata.Ebxml.XdsUrns.DocumentEntry;

namespace XdsDmp.Tests.Scenarios.Signatures;

/// <summary>A submission with the signature of its set, as software for the DMP sends it.</summary>
internal static class SignedSubmission
{
    public const string SignatureId = "Signature01";

    private static readonly CertificateAuthority Authority = CertificateAuthority.Create(
        new CertificateSubject("Signers"), TimeProvider.System, KeyKind.P256);

    /// <summary>Signs in the name of the author of <see cref="A.Author"/>.</summary>
    public static X509Certificate2 Signer { get; } = Issue("801234");

    public static X509Certificate2 Issue(string name)
    {
        using var issued = Authority.Issue(
            new CertificateOrder(new CertificateSubject(name), CertificatePurpose.Signature));
        return issued.WithPrivateKey();
    }

    /// <summary>A folder of signers that names the authority.</summary>
    public static string TrustFolder(string parent)
    {
        var folder = Path.Combine(parent, "signers");
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "authority.pem"), Authority.Certificate.ExportCertificatePem());
        return folder;
    }

    public static TestSubmission Signed(
        this TestSubmission submission, X509Certificate2? signer = null, SignatureStyle style = SignatureStyle.Dmp,
        Func<SignatureOrder, SignatureOrder>? change = null) =>
        submission.WithSignature(submission.Signature(signer, style, change));

    public static byte[] Signature(
        this TestSubmission submission, X509Certificate2? signer = null, SignatureStyle style = SignatureStyle.Dmp,
        Func<SignatureOrder, SignatureOrder>? change = null)
    {
        var order = new SignatureOrder(
            [.. submission.Documents.Select((document, i) =>
                new DocumentToSign(submission.UniqueIds[i], SHA256.HashData(document.Value)))],
            DateTimeOffset.UtcNow)
        {
            SubmissionSetId = submission.SubmissionSetUniqueId,
            Style = style,
        };
        return DocumentSignatureWriter.Write(change is null ? order : change(order), signer ?? Signer);
    }

    /// <summary>Adds the entry of the signature, its membership, and that it signs the set.</summary>
    public static TestSubmission WithSignature(
        this TestSubmission submission, byte[] signature, string id = SignatureId)
    {
        var patient = submission.Objects.Objects.OfType<ExtrinsicObject>().First()
            .ExternalIdentifierValue(Entry.PatientId)!;
        var entry = TestSubmission.Entry(id, patient);
        var format = A.Code(id, Entry.FormatCode, "http://www.w3.org/2000/09/xmldsig#");
        return new TestSubmission(
            submission.Objects
                .With(entry with
                {
                    MimeType = "text/xml",
                    Classifications =
                    [
                        .. entry.Classifications.Where(one => one.ClassificationScheme != Entry.FormatCode), format,
                    ],
                })
                .With(A.Membership(id))
                .With(A.Association(XdsUrns.Association.Signs, id, A.Set)),
            new Dictionary<string, byte[]>(submission.Documents) { [id] = signature });
    }
}
