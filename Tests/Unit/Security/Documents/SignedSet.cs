using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using XdsDmp.Security.Certificates;
using XdsDmp.Security.Documents;
using XdsDmp.Security.Signatures;
using XdsDmp.Security.Trust;
using XdsDmp.Xml.Canonical;

namespace XdsDmp.Tests.Unit.Security.Documents;

/// <summary>
/// Two documents and their set, a signer whom the trust folder accepts, and the verifier that looks at them.
/// </summary>
internal sealed class SignedSet : IDisposable
{
    public const string SetId = "1.2.3.100";
    public const string Pdf = "1.2.3.1";
    public const string Cda = "1.2.3.2";

    private readonly IssuedCertificate _issued;

    public SignedSet(KeyKind kind = KeyKind.P256)
    {
        Pki = new TestPki(kind);
        _issued = Pki.Root.Issue(Pki.Order(CertificatePurpose.Signature, "801234567897"));
        Signer = _issued.WithPrivateKey();
    }

    public TestPki Pki { get; }

    public X509Certificate2 Signer { get; set; }

    public DocumentSignatureRules Rules { get; set; } = new();

    public SignatureStyle Style { get; set; }

    public SignatureMethod? Method { get; set; }

    /// <summary>What the repository received.</summary>
    public Dictionary<string, byte[]> Received { get; } = new()
    {
        [Pdf] = "%PDF the first"u8.ToArray(),
        [Cda] = "<?xml version=\"1.0\"?>\n<!-- c --><doc  b='2' a=\"1\"/>"u8.ToArray(),
    };

    public SignedSubject Subject { get; set; } = new(_ => null);

    public DateTimeOffset SigningTime => Pki.Clock.Now.AddMinutes(-1);

    public List<DocumentToSign> Documents { get; } = [];

    /// <summary>Signs what was received, in the given order.</summary>
    public byte[] Sign(string? setId = SetId, params string[] ids)
    {
        Documents.AddRange((ids.Length == 0 ? [Pdf, Cda] : ids).Select(id =>
            new DocumentToSign(id, SHA256.HashData(Received[id]))));
        return Write(setId);
    }

    public byte[] Write(string? setId = SetId) => DocumentSignatureWriter.Write(
        new SignatureOrder(Documents, SigningTime) { SubmissionSetId = setId, Style = Style, Method = Method }, Signer);

    public byte[] CanonicalDigest(string id, CanonicalForm form)
    {
        using var digest = new DigestWriter(HashAlgorithmName.SHA256);
        new Canonicalizer(new CanonicalMethod(form, WithComments: true), digest)
            .Write(XdsDmp.Xml.Nodes.NodeTree.Read(Received[id]));
        return digest.Finish();
    }

    public DocumentSignatureReport Verify(byte[] signature) => VerifyAsync(signature).GetAwaiter().GetResult();

    public DocumentSignatureReport Verify(string signature) => Verify(Encoding.UTF8.GetBytes(signature));

    public void Dispose()
    {
        _issued.Dispose();
        Pki.Dispose();
    }

    private Task<DocumentSignatureReport> VerifyAsync(byte[] signature)
    {
        var trust = new DocumentSignerTrust(Pki.Store(), new PeerRules(), Pki.Clock);
        return new DocumentSignatureVerifier(Rules, trust).VerifyAsync(
            signature,
            Subject with
            {
                Open = id => Received.TryGetValue(id, out var octets) ? new MemoryStream(octets) : null,
                SubmissionSetId = Subject.SubmissionSetId ?? SetId,
                DocumentIds = [.. Received.Keys],
            },
            CancellationToken.None);
    }
}
