using System.Security.Cryptography.X509Certificates;
using System.Text;
using XdsDmp.Security.Assertions;
using XdsDmp.Security.Certificates;
using XdsDmp.Security.Signatures;
using XdsDmp.Security.Trust;
using static XdsDmp.Tests.Unit.Security.Assertions.TestIssuer;

namespace XdsDmp.Tests.Unit.Security.Assertions;

[TestClass]
public sealed class ConfirmationTests
{
    [TestMethod]
    public void BearerNeedsMutualTls()
    {
        using var issuer = new TestIssuer();
        RefusesAs(
            SecurityFault.FailedAuthentication, "mutual TLS",
            () => issuer.Verify(issuer.Draft(), context => context with { TlsClient = null }));
    }

    [TestMethod]
    [DataRow(KeyKind.P256)]
    [DataRow(KeyKind.Rsa2048)]
    public void HolderOfKeyIsTheTlsClientOrTheSignerOfTheMessage(KeyKind kind)
    {
        using var issuer = new TestIssuer(kind);
        using var other = issuer.Pki.Client();
        using var third = issuer.Pki.Client();
        var draft = issuer.Draft() with { Confirmation = SamlNames.HolderOfKey, SubjectKey = issuer.Client };
        Assert.AreEqual(SamlNames.HolderOfKey, issuer.Verify(draft).Confirmation);
        issuer.Verify(draft, context => context with { TlsClient = other.Certificate, MessageSigner = issuer.Client });
        RefusesAs(
            SecurityFault.FailedAuthentication, "holds the key", () => issuer.Verify(
                draft, context => context with { TlsClient = other.Certificate, MessageSigner = third.Certificate }));
        RefusesAs(
            SecurityFault.FailedAuthentication, "names no key",
            () => issuer.Verify(draft with { SubjectKey = null }));
    }

    [TestMethod]
    [DataRow(KeyKind.P256)]
    [DataRow(KeyKind.Rsa2048)]
    public void TheKeyMayBeWrittenAsAValue(KeyKind kind)
    {
        using var issuer = new TestIssuer(kind);
        using var other = issuer.Pki.Client();
        var certificate =
            $"<ds:X509Data><ds:X509Certificate>{Base64(issuer.Client.RawData)}</ds:X509Certificate></ds:X509Data>";
        string[] values =
        [
            KeyValue(issuer.Client),
            "<d:DEREncodedKeyValue xmlns:d=\"http://www.w3.org/2009/xmldsig11#\">"
                + $"{Base64(issuer.Client.PublicKey.ExportSubjectPublicKeyInfo())}</d:DEREncodedKeyValue>",
        ];
        foreach (var value in values)
        {
            var draft = issuer.Draft() with { Confirmation = SamlNames.HolderOfKey, SubjectKey = issuer.Client };
            var unsigned = Encoding.UTF8.GetString(AssertionWriter.Write(draft, []));
            StringAssert.Contains(unsigned, certificate);
            var assertion = Resigning.Sign(
                unsigned.Replace(certificate, value, StringComparison.Ordinal), "_a1", issuer.Signer);
            issuer.Verify(assertion);
            RefusesAs(
                SecurityFault.FailedAuthentication, "holds the key",
                () => issuer.Verify(assertion, context => context with { TlsClient = other.Certificate }));
        }
    }

    [TestMethod]
    public void SenderVouchesIsForTheGatewaysOfTheIssuer()
    {
        using var strict = new TestIssuer();
        using var gateway = strict.Pki.SelfSigned("gateway");
        using var stranger = strict.Pki.SelfSigned("stranger");
        var draft = strict.Draft() with { Confirmation = SamlNames.SenderVouches };
        RefusesAs(SecurityFault.FailedAuthentication, "not accepted from this issuer", () => strict.Verify(draft));

        strict.Write(
            "\"confirmation\": [\"sender-vouches\"], "
            + $"\"gateways\": [\"{Thumbprints.OfCertificate(gateway).ToLowerInvariant()}\"],");
        strict.Clock.Advance(TimeSpan.FromSeconds(3));
        RefusesAs(SecurityFault.FailedAuthentication, "is not signed", () => strict.Verify(draft));
        RefusesAs(
            SecurityFault.FailedAuthentication, "may not vouch",
            () => strict.Verify(draft, context => context with { MessageSigner = stranger, IsCoveredBySigner = true }));
        RefusesAs(
            SecurityFault.FailedAuthentication, "does not cover the assertion",
            () => strict.Verify(draft, context => context with { MessageSigner = gateway }));
        strict.Verify(draft, context => context with { MessageSigner = gateway, IsCoveredBySigner = true });
    }

    [TestMethod]
    public void TheRecipientIsUs()
    {
        using var issuer = new TestIssuer();
        issuer.Verify(issuer.Draft() with { Recipient = Endpoint });
        RefusesAs(
            SecurityFault.FailedAuthentication, "another recipient",
            () => issuer.Verify(issuer.Draft() with { Recipient = "https://other.test" }));

        using var lenient = new TestIssuer(rules: "\"recipients\": \"any\",");
        lenient.Verify(lenient.Draft() with { Recipient = "https://other.test" });
    }

    [TestMethod]
    public void AConfirmationHasAnEndOfItsOwn()
    {
        using var issuer = new TestIssuer();
        var draft = issuer.Draft() with { ConfirmationNotOnOrAfter = issuer.Clock.Now.AddMinutes(5) };
        Assert.AreEqual(issuer.Clock.Now.AddMinutes(5), issuer.Verify(draft).NotOnOrAfter);
        RefusesAs(
            SecurityFault.FailedAuthentication, "expired",
            () => issuer.Verify(draft with { ConfirmationNotOnOrAfter = issuer.Clock.Now.AddMinutes(-1) }));
    }

    [TestMethod]
    public void ASubjectWithoutConfirmationIsRefusedUnlessItsIssuerNeedsNone()
    {
        using var issuer = new TestIssuer();
        RefusesAs(
            SecurityFault.InvalidSecurityToken, "no confirmation",
            () => issuer.Verify(issuer.Draft() with { Confirmation = null }));

        using var lenient = new TestIssuer(rules: "\"confirmation\": [\"bearer\", \"none\"],");
        Assert.AreEqual("", lenient.Verify(lenient.Draft() with { Confirmation = null }).Confirmation);
        RefusesAs(
            SecurityFault.FailedAuthentication, "mutual TLS", () => lenient.Verify(
                lenient.Draft() with { Id = "_a2", Confirmation = null },
                context => context with { TlsClient = null }));
    }

    private static string KeyValue(X509Certificate2 certificate)
    {
        using var rsa = certificate.GetRSAPublicKey();
        if (rsa is not null)
        {
            var key = rsa.ExportParameters(false);
            return $"<ds:KeyValue><ds:RSAKeyValue><ds:Modulus>{Base64([0, .. key.Modulus!])}</ds:Modulus>"
                + $"<ds:Exponent>{Base64(key.Exponent!)}</ds:Exponent></ds:RSAKeyValue></ds:KeyValue>";
        }

        return "<ds:KeyValue><d:ECKeyValue xmlns:d=\"http://www.w3.org/2009/xmldsig11#\">"
            + "<d:NamedCurve URI=\"urn:oid:1.2.840.10045.3.1.7\"/>"
            + $"<d:PublicKey>{Base64(certificate.PublicKey.EncodedKeyValue.RawData)}</d:PublicKey>"
            + "</d:ECKeyValue></ds:KeyValue>";
    }

    private static string Base64(byte[] octets) => Convert.ToBase64String(octets);
}
