using XdsDmp.Metadata.Model;
using XdsDmp.Security.Assertions;
using XdsDmp.Security.Certificates;
using XdsDmp.Security.Signatures;
using static XdsDmp.Tests.Unit.Security.Assertions.TestIssuer;

namespace XdsDmp.Tests.Unit.Security.Assertions;

/// <summary>The rules of the issuer: times, audience, authentication, attributes, reuse.</summary>
[TestClass]
public sealed class AssertionRulesTests
{
    [TestMethod]
    [DataRow(-60, true)]
    [DataRow(-61, false)]
    [DataRow(659, true)]
    [DataRow(660, false)]
    public void AnAssertionHoldsFromNotBeforeToNotOnOrAfterAndAMinuteOnBothSides(int secondsLater, bool holds)
    {
        using var issuer = new TestIssuer();
        var assertion = issuer.Sign(issuer.Draft());
        issuer.Clock.Advance(TimeSpan.FromSeconds(secondsLater));
        if (holds)
        {
            issuer.Verify(assertion);
        }
        else
        {
            RefusesAs(
                SecurityFault.InvalidSecurityToken, secondsLater < 0 ? "not yet valid" : "expired",
                () => issuer.Verify(assertion));
        }
    }

    [TestMethod]
    public void TheSkewIsTheIssuers()
    {
        using var issuer = new TestIssuer(rules: "\"skewSeconds\": 0,");
        var assertion = issuer.Sign(issuer.Draft());
        issuer.Verify(assertion);
        issuer.Clock.Advance(TimeSpan.FromSeconds(-1));
        RefusesAs(SecurityFault.InvalidSecurityToken, "not yet", () => issuer.Verify(assertion));
    }

    [TestMethod]
    public void ValidityMustBeSaidUnlessItsIssuerNeedNot()
    {
        using var strict = new TestIssuer();
        var draft = strict.Draft() with { NotBefore = null, NotOnOrAfter = null };
        RefusesAs(SecurityFault.InvalidSecurityToken, "no NotBefore", () => strict.Verify(draft));

        using var lenient = new TestIssuer(rules: "\"validity\": \"optional\", \"lifeWithoutEndMinutes\": 30,");
        var assertion = lenient.Sign(lenient.Draft() with { NotBefore = null, NotOnOrAfter = null });
        Assert.AreEqual(lenient.Clock.Now.AddMinutes(30), lenient.Verify(assertion).NotOnOrAfter);
        lenient.Clock.Advance(TimeSpan.FromMinutes(31));
        RefusesAs(SecurityFault.InvalidSecurityToken, "expired", () => lenient.Verify(assertion));
    }

    [TestMethod]
    public void ValidityMustMakeSense()
    {
        using var issuer = new TestIssuer(rules: "\"longestLifeMinutes\": 60,");
        var draft = issuer.Draft();
        RefusesAs(
            SecurityFault.InvalidSecurityToken, "not after",
            () => issuer.Verify(draft with { NotOnOrAfter = draft.NotBefore }));
        RefusesAs(
            SecurityFault.InvalidSecurityToken, "longer than",
            () => issuer.Verify(draft with { NotOnOrAfter = issuer.Clock.Now.AddMinutes(61) }));
        RefusesAs(
            SecurityFault.InvalidSecurityToken, "not yet valid",
            () => issuer.Verify(draft with { IssueInstant = issuer.Clock.Now.AddMinutes(2) }));
    }

    [TestMethod]
    public void TheAudienceMustBeUs()
    {
        using var issuer = new TestIssuer();
        RefusesAs(
            SecurityFault.InvalidSecurityToken, "another audience",
            () => issuer.Verify(issuer.Draft() with { Audiences = ["https://other.test"] }));
        RefusesAs(
            SecurityFault.InvalidSecurityToken, "no AudienceRestriction",
            () => issuer.Verify(issuer.Draft() with { Audiences = [] }));
        issuer.Verify(issuer.Draft() with { Audiences = ["https://other.test", Audience] });
    }

    [TestMethod]
    public void EveryAudienceRestrictionMustNameUs()
    {
        using var issuer = new TestIssuer();
        var unsigned = System.Text.Encoding.UTF8.GetString(AssertionWriter.Write(issuer.Draft(), [])).Replace(
            "</saml2:Conditions>",
            "<saml2:AudienceRestriction><saml2:Audience>https://other.test</saml2:Audience></saml2:AudienceRestriction>"
                + "</saml2:Conditions>", StringComparison.Ordinal);
        RefusesAs(
            SecurityFault.InvalidSecurityToken, "another audience",
            () => issuer.Verify(Resigning.Sign(unsigned, "_a1", issuer.Signer)));
    }

    [TestMethod]
    public void TheAudienceMayBeOptionalOrForbidden()
    {
        using var optional = new TestIssuer(rules: "\"audience\": \"optional\",");
        optional.Verify(optional.Draft() with { Audiences = [] });
        RefusesAs(
            SecurityFault.InvalidSecurityToken, "another audience",
            () => optional.Verify(optional.Draft() with { Audiences = ["https://other.test"] }));

        using var forbidden = new TestIssuer(rules: "\"audience\": \"forbidden\",");
        forbidden.Verify(forbidden.Draft() with { Audiences = [] });
        RefusesAs(
            SecurityFault.InvalidSecurityToken, "may not set", () => forbidden.Verify(forbidden.Draft()));
    }

    [TestMethod]
    public void WhoeverLogsInLaterThanNowIsRefused()
    {
        using var issuer = new TestIssuer();
        RefusesAs(
            SecurityFault.InvalidSecurityToken, "later than now",
            () => issuer.Verify(issuer.Draft() with { AuthnInstant = issuer.Clock.Now.AddMinutes(5) }));
    }

    [TestMethod]
    public void TheContextOfAuthenticationMustBeOnTheList()
    {
        using var issuer = new TestIssuer(
            rules: "\"authnContexts\": [\"urn:oasis:names:tc:SAML:2.0:ac:classes:X509\"],");
        issuer.Verify(issuer.Draft());
        RefusesAs(
            SecurityFault.FailedAuthentication, "authentication context", () => issuer.Verify(issuer.Draft() with
            {
                AuthnContext = "urn:oasis:names:tc:SAML:2.0:ac:classes:Password",
            }));
    }

    [TestMethod]
    public void ASecondAuthenticationIsRefusedUnlessTheRulesAllowIt()
    {
        const string Statement = "<saml2:AuthnStatement ";
        const string End = "</saml2:AuthnStatement>";
        using var strict = new TestIssuer();
        var unsigned = System.Text.Encoding.UTF8.GetString(AssertionWriter.Write(strict.Draft(), []));
        var start = unsigned.IndexOf(Statement, StringComparison.Ordinal);
        var end = unsigned.IndexOf(End, StringComparison.Ordinal) + End.Length;
        var twice = unsigned.Insert(end, unsigned[start..end]);
        RefusesAs(
            SecurityFault.FailedAuthentication, "2 authentication",
            () => strict.Verify(Resigning.Sign(twice, "_a1", strict.Signer)));
        RefusesAs(
            SecurityFault.InvalidSecurityToken, "no AuthnStatement",
            () => strict.Verify(Resigning.Sign(unsigned.Remove(start, end - start), "_a1", strict.Signer)));

        using var lenient = new TestIssuer(rules: "\"mostAuthnStatements\": 2,");
        lenient.Verify(Resigning.Sign(twice, "_a1", lenient.Signer));
    }

    [TestMethod]
    public void ASessionThatHasEndedIsRefused()
    {
        using var issuer = new TestIssuer();
        string Signed(int minutes) => Resigning.Sign(
            System.Text.Encoding.UTF8.GetString(AssertionWriter.Write(issuer.Draft(), [])).Replace(
                "<saml2:AuthnStatement ",
                "<saml2:AuthnStatement "
                    + $"SessionNotOnOrAfter=\"{SamlTime.Write(issuer.Clock.Now.AddMinutes(minutes))}\" ",
                StringComparison.Ordinal),
            "_a1", issuer.Signer);
        Assert.AreEqual(issuer.Clock.Now.AddMinutes(3), issuer.Verify(Signed(3)).NotOnOrAfter);
        RefusesAs(SecurityFault.InvalidSecurityToken, "has ended", () => issuer.Verify(Signed(-3)));
    }

    [TestMethod]
    public void RolesAndPurposesMustBeOnTheList()
    {
        using var issuer = new TestIssuer(rules: """
            "roles": [{ "code": "221", "system": "1.2.5" }], "mostRoles": 1,
            "purposes": [{ "code": "TREATMENT", "system": "1.2.6" }], "mostPurposes": 1,
            """);
        issuer.Verify(issuer.Draft());
        RefusesAs(SecurityFault.FailedAuthentication, "222", () => Verify(Coded(XuaAttributes.Role, ("222", "1.2.5"))));
        RefusesAs(SecurityFault.FailedAuthentication, "221", () => Verify(Coded(XuaAttributes.Role, ("221", "1.2.9"))));
        RefusesAs(
            SecurityFault.FailedAuthentication, "2 values",
            () => Verify(Coded(XuaAttributes.Role, ("221", "1.2.5"), ("221", "1.2.5"))));
        RefusesAs(
            SecurityFault.FailedAuthentication, "RESEARCH",
            () => Verify(Coded(XuaAttributes.PurposeOfUse, ("RESEARCH", "1.2.6"))));
        RefusesAs(
            SecurityFault.FailedAuthentication, "2 values",
            () => Verify(Coded(XuaAttributes.PurposeOfUse, ("TREATMENT", "1.2.6"), ("TREATMENT", "1.2.6"))));

        void Verify(AssertedAttribute attribute) => issuer.Verify(issuer.Draft() with { Attributes = [attribute] });
    }

    [TestMethod]
    public void RequiredAttributesMustHaveAValue()
    {
        using var issuer = new TestIssuer(rules: $"\"requiredAttributes\": [\"{XuaAttributes.HomeCommunityId}\"],");
        RefusesAs(SecurityFault.InvalidSecurityToken, "homeCommunityId", () => issuer.Verify(issuer.Draft()));
        RefusesAs(
            SecurityFault.InvalidSecurityToken, "homeCommunityId", () => issuer.Verify(issuer.Draft() with
            {
                Attributes = [Text(XuaAttributes.HomeCommunityId, " ")],
            }));
        issuer.Verify(issuer.Draft() with { Attributes = [Text(XuaAttributes.HomeCommunityId, "urn:oid:1.2")] });
    }

    [TestMethod]
    public void ConsentTravelsWithTheAssertion()
    {
        using var issuer = new TestIssuer();
        var verified = issuer.Verify(issuer.Draft() with
        {
            Attributes =
            [
                Text(XuaAttributes.ConsentDocumentId, "urn:oid:1.2.3"),
                Text(XuaAttributes.ConsentPolicy, "urn:oid:4.5.6"),
            ],
        });
        Assert.AreEqual("urn:oid:1.2.3 urn:oid:4.5.6", string.Join(' ', verified.ConsentIds));
    }

    [TestMethod]
    [DataRow("P1^^^&1.2.3.4&ISO", true)]
    [DataRow("P1^^^SPACE&1.2.3.4&ISO^NH^^20260101", true)]
    [DataRow("P2^^^&1.2.3.4&ISO", false)]
    [DataRow("P1^^^&1.2.3.5&ISO", false)]
    public void ThePatientOfTheRequestMustBeTheOneOfTheAssertion(string resource, bool isSame)
    {
        using var issuer = new TestIssuer();
        var verified = issuer.Verify(issuer.Draft() with { Attributes = [Text(XuaAttributes.ResourceId, resource)] });
        var patient = new PatientId("P1", "1.2.3.4");
        Assert.AreEqual(isSame, verified.IsAbout(patient));
        if (isSame)
        {
            verified.RequirePatient(patient);
        }
        else
        {
            RefusesAs(SecurityFault.FailedAuthentication, "another patient", () => verified.RequirePatient(patient));
        }
    }

    [TestMethod]
    public void AnAssertionWithoutPatientIsAboutAnyUnlessItMustNameOne()
    {
        var patient = new PatientId("P1", "1.2.3.4");
        using var issuer = new TestIssuer();
        issuer.Verify(issuer.Draft() with { Attributes = [] }).RequirePatient(patient);
        RefusesAs(
            SecurityFault.InvalidSecurityToken, "resource-id",
            () => issuer.Verify(issuer.Draft() with { Attributes = [Text(XuaAttributes.ResourceId, "P1")] }));

        using var strict = new TestIssuer(rules: "\"patient\": \"required\",");
        RefusesAs(
            SecurityFault.InvalidSecurityToken, "resource-id",
            () => strict.Verify(strict.Draft() with { Attributes = [] }));

        using var other = new TestIssuer(rules: "\"patient\": \"ignore\",");
        other.Verify(other.Draft() with { Attributes = [Text(XuaAttributes.ResourceId, "SPID")] })
            .RequirePatient(patient);
    }

    [TestMethod]
    [DataRow("accept")]
    [DataRow("report")]
    [DataRow("refuse")]
    public void ReuseByAnotherSystemIsAcceptedReportedOrRefused(string treatment)
    {
        using var issuer = new TestIssuer(rules: $"\"reuse\": \"{treatment}\",");
        using var other = issuer.Pki.Client();
        var assertion = issuer.Sign(issuer.Draft());
        issuer.Verify(assertion);
        Assert.IsEmpty(issuer.Verify(assertion).Remarks, "the same system may");
        Assert.IsEmpty(issuer.Verify(assertion, Forwarded).Remarks, "who may pass it on may");

        if (treatment == "refuse")
        {
            RefusesAs(SecurityFault.FailedAuthentication, "another system", () => issuer.Verify(assertion, ByOther));
        }
        else
        {
            Assert.HasCount(treatment == "report" ? 1 : 0, issuer.Verify(assertion, ByOther).Remarks);
        }

        AssertionContext ByOther(AssertionContext context) => context with { TlsClient = other.Certificate };
        AssertionContext Forwarded(AssertionContext context) => ByOther(context) with { IsForwarded = true };
    }

    [TestMethod]
    public void LegacyAlgorithmsAreForThoseWhoseIssuerMayUseThem()
    {
        using var issuer = new TestIssuer(
            KeyKind.Rsa2048, "\"legacyAlgorithms\": true,");
        var method = SignatureMethod.Accept(
            "http://www.w3.org/2000/09/xmldsig#rsa-sha1", AlgorithmRules.Strict with { AllowLegacy = true });
        issuer.Verify(issuer.Draft() with { Method = method });

        issuer.Write("");
        issuer.Clock.Advance(TimeSpan.FromSeconds(3));
        RefusesAs(
            SecurityFault.UnsupportedAlgorithm, "rsa-sha1",
            () => issuer.Verify(issuer.Draft() with { Method = method }));
    }

    [TestMethod]
    public void OtherCertificatesOfTheSameAuthorityDoNotSignWhereSubjectsAreListed()
    {
        using var issuer = new TestIssuer(rules: "\"subjects\": [\"cn=STS\"],");
        using var other = issuer.Issue("other");
        issuer.Verify(issuer.Draft());
        RefusesAs(
            SecurityFault.FailedAuthentication, "not one of the issuer's",
            () => issuer.Verify(issuer.Sign(issuer.Draft() with { Id = "_a2" }, other)));
    }

    [TestMethod]
    public void AnIssuerKnownByItsCertificateBearsTheNameOfIt()
    {
        using var issuer = new TestIssuer();
        KeyFiles.WritePublic(issuer.File, File.ReadAllText(issuer.File).Replace(
            $"\"{TestIssuer.Name}\"", "\"signer\"", StringComparison.Ordinal));
        var draft = issuer.Draft() with { Issuer = new SamlName("CN=sts") { Format = SamlNames.X509SubjectName } };
        Assert.AreEqual("CN=sts", issuer.Verify(draft).Issuer);
        using var other = issuer.Issue("other");
        RefusesAs(
            SecurityFault.InvalidSecurityToken, "Issuer is not the subject",
            () => issuer.Verify(issuer.Sign(draft with { Id = "_a2" }, other)));
        RefusesAs(
            SecurityFault.InvalidSecurityToken, "is not known",
            () => issuer.Verify(draft with { Issuer = new SamlName("CN=sts") }));
    }

    [TestMethod]
    public void MoreCertificatesThanAChainHasAreNotEvenDecoded()
    {
        using var issuer = new TestIssuer();
        RefusesAs(
            SecurityFault.InvalidSecurityToken, "certificates; accepted",
            () => issuer.Verify(issuer.Sign(issuer.Draft()).Replace(
                "<ds:X509Data>",
                $"<ds:X509Data>{string.Concat(Enumerable.Repeat("<ds:X509Certificate>AAAA</ds:X509Certificate>", 9))}",
                StringComparison.Ordinal)));
    }

    [TestMethod]
    public void ACertificateThatCannotBeDecodedIsARefusal()
    {
        using var issuer = new TestIssuer();
        var der = issuer.Signer.RawData.ToArray();
        for (var i = 40; i < der.Length; i += 7)
        {
            der[i] ^= 0x41;
            var broken = issuer.Sign(issuer.Draft()).Replace(
                Convert.ToBase64String(issuer.Signer.RawData), Convert.ToBase64String(der), StringComparison.Ordinal);
            Assert.ThrowsExactly<UntrustedMessageException>(() => issuer.Verify(broken));
            der[i] ^= 0x41;
        }
    }
}
