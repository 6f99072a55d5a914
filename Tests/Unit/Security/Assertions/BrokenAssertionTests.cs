using XdsDmp.Security.Assertions;
using XdsDmp.Security.Certificates;
using XdsDmp.Security.Signatures;
using static XdsDmp.Tests.Unit.Security.Assertions.TestIssuer;

namespace XdsDmp.Tests.Unit.Security.Assertions;

/// <summary>One thing wrong with an assertion, and what it is refused for: form, signature, signer.</summary>
[TestClass]
public sealed class BrokenAssertionTests : IDisposable
{
    private readonly TestIssuer _issuer = new();

    public void Dispose() => _issuer.Dispose();

    [TestMethod]
    public void OneWithoutSignatureIsRefused() => RefusesAs(
        SecurityFault.InvalidSecurityToken, "not signed", () => _issuer.Verify(Unsigned(_issuer.Draft())));

    [TestMethod]
    [DataRow(">John Doe<", ">Jane Doe<")]
    [DataRow("jdoe", "root")]
    [DataRow("code=\"221\"", "code=\"222\"")]
    [DataRow("cm:bearer\"", "cm:sender-vouches\"")]
    [DataRow("https://xds.test</saml2:Audience>", "https://xds.tess</saml2:Audience>")]
    [DataRow("<saml2:AttributeStatement>", "<saml2:AttributeStatement><saml2:Attribute Name=\"more\"/>")]
    public void OneThatWasAlteredIsRefused(string good, string altered)
    {
        var assertion = _issuer.Sign(_issuer.Draft());
        StringAssert.Contains(assertion, good);
        RefusesAs(
            SecurityFault.FailedCheck, "the digest of",
            () => _issuer.Verify(assertion.Replace(good, altered, StringComparison.Ordinal)));
    }

    [TestMethod]
    [DataRow("<saml2:NameID SPProvidedID=\"doc\">jdoe", "<saml2:NameID SPProvidedID=\"doc\">jd<!-- -->oe")]
    [DataRow(">John Doe<", ">John<?x y?> Doe<")]
    [DataRow("https://xds.test</saml2:Audience>", "https://xds.test<!---->.evil</saml2:Audience>")]
    public void ACommentOrAnInstructionIsRefusedThoughNoDigestCoversIt(string good, string altered) => RefusesAs(
        SecurityFault.InvalidSecurityToken, "comment",
        () => _issuer.Verify(_issuer.Sign(_issuer.Draft()).Replace(good, altered, StringComparison.Ordinal)));

    [TestMethod]
    public void ACommentThatWasSignedIsRefusedLikewise() => RefusesAs(
        SecurityFault.InvalidSecurityToken, "comment",
        () => _issuer.Verify(Resign(unsigned => unsigned.Replace("jdoe", "jd<!-- -->oe", StringComparison.Ordinal))));

    [TestMethod]
    [DataRow("Version=\"2.0\"", "Version=\"1.1\"", SecurityFault.UnsupportedSecurityToken)]
    [DataRow("Version=\"2.0\"", "", SecurityFault.UnsupportedSecurityToken)]
    [DataRow("IssueInstant=\"", "IssueInstant=\"x", SecurityFault.InvalidSecurityToken)]
    [DataRow("IssueInstant=\"", "Unknown=\"\" IssueInstant=\"", SecurityFault.InvalidSecurityToken)]
    [DataRow("<saml2:Subject>", "<saml2:Advice/><saml2:Subject>", SecurityFault.InvalidSecurityToken)]
    [DataRow("<saml2:Subject>", "<x:y xmlns:x=\"urn:x\"/><saml2:Subject>", SecurityFault.InvalidSecurityToken)]
    [DataRow("<saml2:Subject>", "text<saml2:Subject>", SecurityFault.InvalidSecurityToken)]
    [DataRow("<saml2:AudienceRestriction>", "<x:Condition xmlns:x=\"urn:x\"/><saml2:AudienceRestriction>",
        SecurityFault.UnsupportedSecurityToken)]
    [DataRow("saml2:NameID", "saml2:EncryptedID", SecurityFault.UnsupportedSecurityToken)]
    [DataRow("<saml2:AuthnContextClassRef>urn:oasis:names:tc:SAML:2.0:ac:classes:X509</saml2:AuthnContextClassRef>",
        "", SecurityFault.InvalidSecurityToken)]
    [DataRow("AuthnInstant=\"", "AuthnInstant=\"yesterday ", SecurityFault.InvalidSecurityToken)]
    [DataRow("<saml2:Attribute Name=", "<saml2:Attribute Nom=", SecurityFault.InvalidSecurityToken)]
    [DataRow("<saml2:Audience>", "<saml2:Audience><x/>", SecurityFault.InvalidSecurityToken)]
    public void OneThatIsNotBySchemaIsRefusedThoughItIsSigned(string good, string bad, SecurityFault kind)
    {
        var resigned = Resign(unsigned => unsigned.Replace(good, bad, StringComparison.Ordinal));
        var refused = Assert.ThrowsExactly<UntrustedMessageException>(() => _issuer.Verify(resigned));
        Assert.AreEqual(kind, refused.Kind, refused.Message);
    }

    [TestMethod]
    public void AHugeAttributeIsRefused() => RefusesAs(
        SecurityFault.InvalidSecurityToken, "characters", () => _issuer.Verify(_issuer.Draft() with
        {
            Attributes = [Text(XuaAttributes.SubjectId, new string('x', 20_000))],
        }));

    [TestMethod]
    public void TooManyAttributesAreRefused() => RefusesAs(
        SecurityFault.InvalidSecurityToken, "attributes", () => _issuer.Verify(_issuer.Draft() with
        {
            Attributes = [.. Enumerable.Range(0, 300).Select(i => Text($"urn:x:{i}", "x"))],
        }));

    [TestMethod]
    public void OneOfTooManyLevelsIsRefused() => RefusesAs(
        SecurityFault.InvalidSecurityToken, "levels", () => _issuer.Verify(Resign(unsigned => unsigned.Replace(
            ">John Doe<",
            $">{string.Concat(Enumerable.Repeat("<x>", 50))}{string.Concat(Enumerable.Repeat("</x>", 50))}<",
            StringComparison.Ordinal))));

    [TestMethod]
    public void AnIssuerThatNobodyKnowsIsRefused() => RefusesAs(
        SecurityFault.InvalidSecurityToken, "is not known",
        () => _issuer.Verify(_issuer.Draft() with { Issuer = new SamlName("https://other.test") }));

    [TestMethod]
    public void TheRightNameWithAKeyOfSomebodyElseIsRefused()
    {
        using var other = _issuer.Pki.SelfSigned("sts");
        RefusesAs(
            SecurityFault.FailedAuthentication, "not trusted",
            () => _issuer.Verify(_issuer.Sign(_issuer.Draft(), other)));
    }

    [TestMethod]
    public void WhoMayOpenAConnectionMayNotThereforeIssueAssertions() => RefusesAs(
        SecurityFault.FailedAuthentication, "not trusted",
        () => _issuer.Verify(_issuer.Sign(_issuer.Draft(), _issuer.Client)));

    [TestMethod]
    public void TheCertificateOfTheIssuerIsNoUseWithAnotherKey()
    {
        using var other = _issuer.Pki.SelfSigned("sts");
        var forged = _issuer.Sign(_issuer.Draft(), other).Replace(
            Convert.ToBase64String(other.RawData), Convert.ToBase64String(_issuer.Signer.RawData),
            StringComparison.Ordinal);
        RefusesAs(SecurityFault.FailedCheck, "does not verify", () => _issuer.Verify(forged));
    }

    [TestMethod]
    public void ASignatureWithoutCertificateNeedsOneThatIsPinned()
    {
        var assertion = _issuer.Sign(_issuer.Draft() with { CarriesCertificate = false });
        RefusesAs(
            SecurityFault.SecurityTokenUnavailable, "names no certificate", () => _issuer.Verify(assertion));

        using var other = _issuer.Issue("other");
        _issuer.Trust(other, _issuer.Signer);
        _issuer.Clock.Advance(TimeSpan.FromSeconds(3));
        Assert.AreEqual("jdoe", _issuer.Verify(assertion).NameId);
    }

    [TestMethod]
    public void ACertificateThatHasExpiredSignsNoMore()
    {
        _issuer.Clock.Advance(TimeSpan.FromDays(800));
        RefusesAs(SecurityFault.FailedAuthentication, "expired", () => _issuer.Verify(_issuer.Draft()));
    }

    [TestMethod]
    public void ARevokedCertificateSignsNoMore()
    {
        var assertion = _issuer.Sign(_issuer.Draft());
        _issuer.Verify(assertion);
        KeyFiles.WritePublic(
            Path.Combine(_issuer.Certificates, "list.crl"),
            _issuer.Authority.IssueRevocationList([_issuer.Signer], 1, _issuer.Clock.Now.AddDays(1)));
        _issuer.Clock.Advance(TimeSpan.FromSeconds(3));
        RefusesAs(SecurityFault.FailedAuthentication, "revoked", () => _issuer.Verify(assertion));
    }

    [TestMethod]
    public void AnAssertionThatWasAcceptedFallsWithTheTrustInItsSigner()
    {
        var assertion = _issuer.Sign(_issuer.Draft());
        _issuer.Verify(assertion);
        using var other = _issuer.Issue("other");
        _issuer.Trust(other);
        _issuer.Clock.Advance(TimeSpan.FromSeconds(3));
        RefusesAs(SecurityFault.FailedAuthentication, "not trusted", () => _issuer.Verify(assertion));
    }

    [TestMethod]
    [DataRow("http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256", "http://www.w3.org/2000/09/xmldsig#dsa-sha1")]
    [DataRow("http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256", "http://www.w3.org/2000/09/xmldsig#hmac-sha1")]
    [DataRow("http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256", "http://www.w3.org/2000/09/xmldsig#rsa-sha1")]
    [DataRow("http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256", "http://www.w3.org/2001/04/xmldsig-more#rsa-md5")]
    [DataRow("http://www.w3.org/2001/04/xmlenc#sha256", "http://www.w3.org/2000/09/xmldsig#sha1")]
    [DataRow("http://www.w3.org/2001/04/xmlenc#sha256", "http://www.w3.org/2001/04/xmldsig-more#md5")]
    [DataRow("http://www.w3.org/2000/09/xmldsig#enveloped-signature", "http://www.w3.org/TR/1999/REC-xpath-19991116")]
    [DataRow("http://www.w3.org/2000/09/xmldsig#enveloped-signature", "http://www.w3.org/TR/1999/REC-xslt-19991116")]
    [DataRow("http://www.w3.org/2000/09/xmldsig#enveloped-signature", "http://www.w3.org/2002/07/decrypt#XML")]
    [DataRow("http://www.w3.org/2001/10/xml-exc-c14n#", "http://www.w3.org/TR/2001/REC-xml-c14n-20010315")]
    [DataRow("http://www.w3.org/2001/10/xml-exc-c14n#", "http://www.w3.org/2006/12/xml-c14n11")]
    public void AnAlgorithmOffTheListIsRefused(string good, string bad) => RefusesAs(
        SecurityFault.UnsupportedAlgorithm, "not accepted",
        () => _issuer.Verify(_issuer.Sign(_issuer.Draft()).Replace(good, bad, StringComparison.Ordinal)));

    [TestMethod]
    [DataRow("URI=\"#_a1\"", "URI=\"\"")]
    [DataRow("URI=\"#_a1\"", "URI=\"#other\"")]
    [DataRow("URI=\"#_a1\"", "URI=\"http://evil.test/a\"")]
    [DataRow("URI=\"#_a1\"", "URI=\"#xpointer(/)\"")]
    public void AReferenceToAnythingElseIsRefused(string good, string bad) => RefusesAs(
        SecurityFault.InvalidSecurityToken, "something else",
        () => _issuer.Verify(_issuer.Sign(_issuer.Draft()).Replace(good, bad, StringComparison.Ordinal)));

    [TestMethod]
    public void AnObjectInTheSignatureIsRefused() => RefusesAs(
        SecurityFault.InvalidSecurityToken, "objects", () => _issuer.Verify(_issuer.Sign(_issuer.Draft()).Replace(
            "</ds:KeyInfo>", "</ds:KeyInfo><ds:Object><x/></ds:Object>", StringComparison.Ordinal)));

    [TestMethod]
    public void BrokenBase64IsAFailedCheck() => RefusesAs(
        SecurityFault.FailedCheck, "base64", () => _issuer.Verify(_issuer.Sign(_issuer.Draft()).Replace(
            "<ds:SignatureValue>", "<ds:SignatureValue>!", StringComparison.Ordinal)));

    [TestMethod]
    public void AnIdentifierThatIsNoNameIsRefused() => RefusesAs(
        SecurityFault.InvalidSecurityToken, "identifier", () => _issuer.Verify(_issuer.Draft() with { Id = "1a" }));

    [TestMethod]
    public void TwoAssertionsInOneHeaderAreRefused()
    {
        var assertion = _issuer.Sign(_issuer.Draft());
        RefusesAs(
            SecurityFault.InvalidSecurity, "two",
            () => _issuer.Verify(assertion + _issuer.Sign(_issuer.Draft() with { Id = "_a2" })));
    }

    [TestMethod]
    public void TokensOfOtherKindsAreNotSupported()
    {
        RefusesAs(
            SecurityFault.UnsupportedSecurityToken, "1.0",
            () => _issuer.Verify("<s:Assertion xmlns:s=\"urn:oasis:names:tc:SAML:1.0:assertion\"/>"));
        RefusesAs(
            SecurityFault.UnsupportedSecurityToken, "EncryptedAssertion",
            () => _issuer.Verify("<s:EncryptedAssertion xmlns:s=\"urn:oasis:names:tc:SAML:2.0:assertion\"/>"));
    }

    [TestMethod]
    public void AnAuthorisationDecisionIsPassedOver()
    {
        var resigned = Resign(unsigned => unsigned.Replace(
            "</saml2:Assertion>",
            """
            <saml2:AuthzDecisionStatement Decision="Permit" Resource="urn:x"><saml2:Evidence><saml2:Assertion
            ID="_inner" Version="2.0" IssueInstant="2026-01-01T00:00:00Z"><saml2:Issuer>me</saml2:Issuer>
            <saml2:Subject><saml2:NameID>root</saml2:NameID></saml2:Subject></saml2:Assertion></saml2:Evidence>
            </saml2:AuthzDecisionStatement></saml2:Assertion>
            """, StringComparison.Ordinal));
        Assert.AreEqual("jdoe", _issuer.Verify(resigned).NameId);
    }

    private static string Unsigned(AssertionDraft draft) =>
        System.Text.Encoding.UTF8.GetString(AssertionWriter.Write(draft, []));

    /// <summary>An issuer that signs nonsense.</summary>
    private string Resign(Func<string, string> change) =>
        Resigning.Sign(change(Unsigned(_issuer.Draft())), "_a1", _issuer.Signer);
}
