using System.Security.Cryptography.X509Certificates;
using System.Text;
using XdsDmp.Security.Assertions;
using XdsDmp.Security.Assertions.Issuers;
using XdsDmp.Security.Certificates;
using XdsDmp.Security.Signatures;
using XdsDmp.Xml.Nodes;

namespace XdsDmp.Tests.Unit.Security.Assertions;

/// <summary>An issuer of assertions with its certificate, and a verifier that knows it by a file of issuers.</summary>
internal sealed class TestIssuer : IDisposable
{
    public const string Name = "https://sts.test";
    public const string Audience = "https://xds.test";
    public const string Endpoint = "https://xds.test/registry";

    public TestIssuer(KeyKind kind = KeyKind.P256, string rules = "")
    {
        Pki = new TestPki(kind);
        Authority = Pki.NewAuthority("Assertion authority");
        Signer = Issue("sts");
        Trust(Authority.Certificate);
        using var client = Pki.Client();
        Client = client.WithPrivateKey();
        Write(rules);
    }

    public TestPki Pki { get; }

    public FakeClock Clock => Pki.Clock;

    /// <summary>Whose certificates sign for the issuer; no TLS peer's.</summary>
    public CertificateAuthority Authority { get; }

    public X509Certificate2 Signer { get; }

    public X509Certificate2 Client { get; }

    public string File => Pki.Folder.File("issuers.json");

    public string Certificates => Pki.Folder.File("assertions");

    public AssertionVerifier Verifier => field ??= new(new AssertionIssuerFile(File, Clock, Pki.Alarms.Add), Clock);

    public X509Certificate2 Issue(string name)
    {
        using var issued = Authority.Issue(Pki.Order(CertificatePurpose.Signature, name));
        return issued.WithPrivateKey();
    }

    public void Trust(params X509Certificate2[] certificates) => KeyFiles.WritePublic(
        Path.Combine(Certificates, "trusted.pem"),
        string.Concat(certificates.Select(one => one.ExportCertificatePem() + "\n")));

    /// <summary>
    /// The file of issuers, with further rules: members of the one issuer, each with a comma behind it.
    /// </summary>
    public void Write(string rules) => KeyFiles.WritePublic(File, $$"""
        {
          "version": "test-1",
          "issuers": [
            {
              "name": "STS", "kind": "xua", "issuer": "{{Name}}",
              {{rules}}
              {{(rules.Contains("\"audiences\"") ? "" : $"\"audiences\": [\"{Audience}\"],")}}
              "certificates": "assertions"
            }
          ]
        }
        """);

    public AssertionDraft Draft() => new()
    {
        Id = "_a1",
        Issuer = new SamlName(Name),
        NameId = new SamlName("jdoe") { SpProvidedId = "doc" },
        IssueInstant = Clock.Now,
        NotBefore = Clock.Now,
        NotOnOrAfter = Clock.Now.AddMinutes(10),
        Audiences = [Audience],
        Attributes =
        [
            Text(XuaAttributes.SubjectId, "John Doe"),
            Text(XuaAttributes.Organization, "Test hospital"),
            Text(XuaAttributes.OrganizationId, "urn:oid:1.2.3"),
            Text(XuaAttributes.ResourceId, "P1^^^&1.2.3.4&ISO"),
            Coded(XuaAttributes.Role, ("221", "1.2.5")),
            Coded(XuaAttributes.PurposeOfUse, ("TREATMENT", "1.2.6")),
        ],
    };

    public static AssertedAttribute Text(string name, params string[] values) =>
        new(name, [.. values.Select(value => new AssertedValue(value))]);

    public static AssertedAttribute Coded(string name, params (string Code, string System)[] codes) =>
        new(name, [.. codes.Select(one => new AssertedValue("") { Code = new AssertedCode(one.Code, one.System) })]);

    public string Sign(AssertionDraft draft, X509Certificate2? signer = null) =>
        Encoding.UTF8.GetString(AssertionWriter.Write(draft, signer ?? Signer));

    public VerifiedAssertion Verify(AssertionDraft draft, Func<AssertionContext, AssertionContext>? around = null) =>
        Verify(Sign(draft), around);

    /// <summary>Verifies the assertion as the header of a message, where the lead of a message looks for it.</summary>
    public VerifiedAssertion Verify(string assertion, Func<AssertionContext, AssertionContext>? around = null) =>
        VerifyMessage(Envelope(assertion), around);

    public VerifiedAssertion VerifyMessage(string message, Func<AssertionContext, AssertionContext>? around = null)
    {
        var context = ContextOf(message);
        return Verifier.Verify(around?.Invoke(context) ?? context);
    }

    public AssertionContext ContextOf(string message)
    {
        var document = NodeTree.Read(Encoding.UTF8.GetBytes(message));
        var security = document.Root.Elements.First(e => e.LocalName == "Header").Elements
            .First(e => e.LocalName == "Security");
        return new AssertionContext
        {
            Assertion = SecurityHeaderTokens.Assertion(security) ?? throw new AssertFailedException("no assertion"),
            Ids = new ElementIds(document),
            TlsClient = Client,
            Endpoint = Endpoint,
            Transaction = "ITI-18",
        };
    }

    public static string Envelope(string security, string beside = "", string body = "") => $"""
        <env:Envelope xmlns:env="http://www.w3.org/2003/05/soap-envelope"><env:Header><wsse:Security
        xmlns:wsse="http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd">{security}
        </wsse:Security>{beside}</env:Header><env:Body>{body}</env:Body></env:Envelope>
        """;

    public static void RefusesAs(SecurityFault kind, string reason, Action verify)
    {
        var refused = Assert.ThrowsExactly<UntrustedMessageException>(verify);
        StringAssert.Contains(refused.Message, reason);
        Assert.AreEqual(kind, refused.Kind, refused.Message);
    }

    public void Dispose()
    {
        Authority.Dispose();
        Pki.Dispose();
    }
}
