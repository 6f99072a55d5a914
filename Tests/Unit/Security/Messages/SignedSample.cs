using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Xml;
using XdsDmp.Hosting.MessageSecurity;
using XdsDmp.Security.Messages;
using XdsDmp.Security.Signatures;
using XdsDmp.Security.Trust;
using XdsDmp.Soap;
using XdsDmp.Xml;

namespace XdsDmp.Tests.Unit.Security.Messages;

/// <summary>Messages signed by a practice that a receiver trusts, and what that receiver makes of them.</summary>
internal sealed class SignedSample : IDisposable
{
    public const string Patient = "PATIENT-1";
    public const string QueryNamespace = "urn:oasis:names:tc:ebxml-regrep:xsd:query:3.0";

    private readonly TemporaryFolder _folder = new();
    public SignedSample(string kind = "p256")
    {
        Certificate = SelfSigned(kind, "CN=practice");
        File.WriteAllText(Path.Combine(_folder.Path, "practice.pem"), Certificate.ExportCertificatePem());
    }

    public X509Certificate2 Certificate { get; }

    public MessageRules Rules { get; init; } = new();

    public static OutgoingMessage Question { get; } = new()
    {
        Form = new SoapForm(SoapVersion.Soap12, IsMtom: false),
        Addressing = new AddressingHeaders
        {
            Action = "urn:ihe:iti:2007:RegistryStoredQuery",
            MessageId = "urn:uuid:5b1e4a0e-6a3f-4e53-8d43-1d1c6b7d4b11",
            To = "https://registry.example/registry",
            ReplyTo = WsAddressing.Anonymous,
        },
        Body = Encoding.UTF8.GetBytes(
            $"""
            <q:AdhocQueryRequest xmlns:q="{QueryNamespace}"><q:P>{Patient}</q:P></q:AdhocQueryRequest>
            """),
    };

    public static X509Certificate2 SelfSigned(string kind, string subject, DateTimeOffset? end = null)
    {
        var (from, until) = (DateTimeOffset.UtcNow.AddDays(-2), end ?? DateTimeOffset.UtcNow.AddDays(2));
        if (kind.StartsWith("rsa", StringComparison.Ordinal))
        {
            using var rsa = RSA.Create(kind == "rsa1024" ? 1024 : 2048);
            return new CertificateRequest(subject, rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
                .CreateSelfSigned(from, until);
        }

        using var curve = ECDsa.Create(kind switch
        {
            "p384" => ECCurve.NamedCurves.nistP384,
            "p521" => ECCurve.NamedCurves.nistP521,
            _ => ECCurve.NamedCurves.nistP256,
        });
        return new CertificateRequest(subject, curve, HashAlgorithmName.SHA256).CreateSelfSigned(from, until);
    }

    /// <summary>The envelope, signed; by the practice unless by somebody else.</summary>
    public async Task<byte[]> SignAsync(
        OutgoingMessage? message = null, bool isPss = false, X509Certificate2? by = null, TimeProvider? clock = null)
    {
        var signer = new MessageSigner(
            () => by ?? Certificate, TimeSpan.FromMinutes(5), clock
                ?? TimeProvider.System, OwnSignature.Document, isPss);
        var own = new OwnSignature(signer, Verifier, XmlLimits.Metadata, TimeProvider.System);
        var signed = await own.SignAsync(message ?? Question, [], CancellationToken.None);
        return SoapWriter.EnvelopeOf(signed).ToArray();
    }

    /// <summary>The signed envelope as a tree that a test may alter; its white space is kept.</summary>
    public async Task<XmlDocument> SignedTreeAsync() => Tree(await SignAsync());

    public static XmlDocument Tree(byte[] envelope)
    {
        var tree = new XmlDocument { PreserveWhitespace = true };
        tree.LoadXml(Encoding.UTF8.GetString(envelope));
        return tree;
    }

    /// <summary>What a service does with it: the SOAP rules, then the security header.</summary>
    /// <exception cref="UntrustedMessageException">It is refused.</exception>
    /// <exception cref="SoapFaultException">It is not even an envelope.</exception>
    public Accepted Receive(byte[] envelope, DateTimeOffset? at = null) =>
        Receive(envelope, Verifier, at ?? DateTimeOffset.UtcNow);

    public static Accepted Receive(byte[] envelope, MessageVerifier verifier, DateTimeOffset at)
    {
        using var message = SoapMessage.Restore(envelope, isMtom: false, new SoapLimits());
        if (!message.HasSecurity)
        {
            throw new UntrustedMessageException(SecurityFault.InvalidSecurity, "not signed");
        }

        var secured = SecuredEnvelope.Read(message.Envelope, XmlLimits.Metadata);
        var verified = verifier.Verify(secured, at)
            ?? throw new UntrustedMessageException(SecurityFault.InvalidSecurity, "not signed");
        using var body = message.ReadBody();
        return new Accepted(verified, message.Addressing, body.ReadOuterXml());
    }

    public Accepted Receive(XmlDocument tree) => Receive(Encoding.UTF8.GetBytes(tree.OuterXml));

    public SecurityFault RefusalOf(byte[] envelope, DateTimeOffset? at = null) =>
        Assert.ThrowsExactly<UntrustedMessageException>(() => Receive(envelope, at)).Kind;

    public SecurityFault RefusalOf(XmlDocument tree) => RefusalOf(Encoding.UTF8.GetBytes(tree.OuterXml));

    public string TrustFolder => _folder.Path;

    public MessageVerifier Verifier => VerifierAt(TimeProvider.System);

    public MessageVerifier VerifierAt(TimeProvider clock) => new(
        new SignerTrust(new TrustStore(_folder.Path, clock, _ => { }), new PeerRules(), clock), Rules,
        OwnSignature.Document);

    public void Dispose()
    {
        Certificate.Dispose();
        _folder.Dispose();
    }

    /// <summary>What the application would act upon.</summary>
    public sealed record Accepted(VerifiedMessage Verified, AddressingHeaders Addressing, string Body);
}
