using System.Text;
using XdsDmp.Security.Assertions;
using XdsDmp.Security.Assertions.Issuers;
using XdsDmp.Security.Signatures;
using XdsDmp.Security.Trust;

namespace XdsDmp.Tests.Unit.Security.Assertions;

[TestClass]
public sealed class AssertionIssuerFileTests
{
    [TestMethod]
    public void WhatIsLeftOutHasASoundDefault()
    {
        var xua = Read("""
            { "version": "1", "issuers": [
              { "name": "a", "kind": "xua", "issuer": "urn:a", "certificates": "c", "audiences": ["urn:us"] } ] }
            """).Single();
        Assert.AreEqual("urn:a", xua.Issuer);
        Assert.AreEqual("/etc/xds/c", xua.Certificates);
        Assert.IsNull(xua.Vihf);
        Assert.IsTrue(xua.Validity.IsRequired);
        Assert.AreEqual(TimeSpan.FromSeconds(60), xua.Validity.Skew);
        Assert.AreEqual(AudienceRequirement.Required, xua.Audience.Requirement);
        Assert.IsFalse(xua.AllowsLegacyAlgorithms);
        Assert.AreEqual(ReuseTreatment.Report, xua.Reuse);
        Assert.DoesNotContain(SamlNames.SenderVouches, xua.Confirmation.Methods);
        Assert.IsFalse(xua.Confirmation.MayBeMissing);

        var vihf = Read("""
            { "version": "1", "issuers": [
              { "name": "b", "kind": "vihf", "issuer": "signer", "certificates": "/c" } ] }
            """).Single();
        Assert.IsNull(vihf.Issuer);
        Assert.AreEqual("/c", vihf.Certificates);
        Assert.AreEqual("3.0 4.0", string.Join(' ', vihf.Vihf!.Versions));
        Assert.IsFalse(vihf.Validity.IsRequired);
        Assert.AreEqual(TimeSpan.FromMinutes(5), vihf.Validity.Skew);
        Assert.AreEqual(TimeSpan.FromMinutes(60), vihf.Validity.LifeWithoutEnd);
        Assert.AreEqual(AudienceRequirement.Forbidden, vihf.Audience.Requirement);
        Assert.AreEqual(ReuseTreatment.Refuse, vihf.Reuse);
        Assert.IsTrue(vihf.Confirmation.MayBeMissing);
    }

    [TestMethod]
    [DataRow("\"kind\": \"saml\"", "'saml' is not \"xua\" or \"vihf\"")]
    [DataRow("\"skewSeconds\": 301", "from 0 to 300")]
    [DataRow("\"skewSeconds\": \"60\"", "a whole number")]
    [DataRow("\"skewSeconds\": 1.5", "a whole number")]
    [DataRow("\"longestLifeMinutes\": 0", "from 1")]
    [DataRow("\"legacyAlgorithms\": \"yes\"", "true or false")]
    [DataRow("\"audience\": \"maybe\"", "'maybe' is not one of")]
    [DataRow("\"confirmation\": [\"passport\"]", "a list of these")]
    [DataRow("\"confirmation\": []", "a list of these")]
    [DataRow("\"confirmation\": [\"sender-vouches\"]", "needs 'gateways'")]
    [DataRow("\"gateways\": [\"abc\"]", "64 hexadecimal digits")]
    [DataRow("\"roles\": [{ \"code\": \"1\" }]", "'system' is missing")]
    [DataRow("\"roles\": [{ \"code\": \"1\", \"system\": \"x\" }]", "not an OID")]
    [DataRow("\"reuse\": \"often\"", "'often' is not one of")]
    [DataRow("\"vihf\": {}", "has no VIHF rules")]
    [DataRow("\"typo\": 1", "'typo' is not known here")]
    public void AMistakeIsNamedWithItsPlace(string member, string problem)
    {
        var kind = member.Contains("\"kind\"", StringComparison.Ordinal) ? "" : "\"kind\": \"xua\", ";
        var json = $$"""
            { "version": "1", "issuers": [
              { "name": "a", {{kind}}"issuer": "urn:a", "certificates": "c", "audiences": "any",
                {{member}} } ] }
            """;
        Assert.IsNull(AssertionIssuersReader.Read(Encoding.UTF8.GetBytes(json), "/etc/xds", out var mistakes));
        StringAssert.Contains(string.Join('\n', mistakes), problem);
        StringAssert.StartsWith(mistakes[0].Path, "$.issuers[0]");
    }

    [TestMethod]
    [DataRow("{", "not JSON")]
    [DataRow("[]", "an object is expected")]
    [DataRow("{ \"version\": \"1\" }", "'issuers' is missing")]
    [DataRow("{ \"version\": \"1\", \"issuers\": [{}] }", "'name' is missing")]
    [DataRow("{ \"issuers\": [] }", "'version' is missing")]
    public void AFileThatIsNoneSaysSo(string json, string problem)
    {
        Assert.IsNull(AssertionIssuersReader.Read(Encoding.UTF8.GetBytes(json), "/etc/xds", out var mistakes));
        StringAssert.Contains(string.Join('\n', mistakes), problem);
    }

    [TestMethod]
    public void RulesOfTheVihfAreRead()
    {
        var rules = Read("""
            { "version": "1", "issuers": [
              { "name": "b", "kind": "vihf", "issuer": "signer", "certificates": "/c", "vihf": {
                "versions": ["5.0"], "resources": ["urn:x"], "personFrom": ["UID"], "structureFrom": ["OU", "2.5.4.97"],
                "dependentStructures": { "1A": ["1B", "1C"] }, "professionSystems": ["1.2.3"],
                "specialities": [{ "profession": "10", "system": "1.2", "specialitySystem": "1.3" }] } } ] }
            """).Single().Vihf!;
        Assert.AreEqual("5.0", rules.Versions.Single());
        Assert.AreEqual("0.9.2342.19200300.100.1.1", rules.PersonFrom.Single());
        Assert.AreEqual("2.5.4.11 2.5.4.97", string.Join(' ', rules.StructureFrom));
        Assert.AreEqual("1B 1C", string.Join(' ', rules.DependentStructures["1A"]));
        Assert.AreEqual("1.3", rules.Specialities.Single().SpecialitySystem);
    }

    [TestMethod]
    public void TheShippedSampleHasNoMistake()
    {
        var file = Path.Combine(AppContext.BaseDirectory, "Domains", "assertion-issuers.json");
        var issuers = AssertionIssuerFile.Read(file, out var mistakes)?.Issuers;
        Assert.IsEmpty(mistakes);
        Assert.HasCount(2, issuers!);
    }

    [TestMethod]
    public void ABadFileAtStartNamesEveryMistake()
    {
        using var issuer = new TestIssuer(rules: "\"skewSeconds\": 999, \"reuse\": \"x\",");
        var bad = Assert.ThrowsExactly<TrustException>(() => issuer.Verifier);
        StringAssert.Contains(bad.Message, "2 mistakes");
        StringAssert.Contains(bad.Message, "skewSeconds");
        StringAssert.Contains(bad.Message, "reuse");
    }

    [TestMethod]
    public void AFileThatTurnsBadLeavesTheIssuersKnownBefore()
    {
        using var issuer = new TestIssuer();
        issuer.Verify(issuer.Draft());
        File.WriteAllText(issuer.File, "{ broken");
        issuer.Clock.Advance(TimeSpan.FromSeconds(3));
        issuer.Verify(issuer.Draft() with { Id = "_a2" });
        Assert.AreEqual(TrustAlarmKind.AssertionIssuersUnusable, issuer.Pki.Alarms.Single().Kind);
    }

    [TestMethod]
    public void AnIssuerThatWasRemovedIsRefusedWithoutRestart()
    {
        using var issuer = new TestIssuer();
        var assertion = issuer.Sign(issuer.Draft());
        issuer.Verify(assertion);
        File.WriteAllText(issuer.File, "{ \"version\": \"2\", \"issuers\": [] }");
        issuer.Clock.Advance(TimeSpan.FromSeconds(3));
        TestIssuer.RefusesAs(SecurityFault.InvalidSecurityToken, "is not known", () => issuer.Verify(assertion));
    }

    [TestMethod]
    public void CertificatesMayBeASingleFile()
    {
        using var issuer = new TestIssuer();
        File.WriteAllText(issuer.File, File.ReadAllText(issuer.File).Replace(
            "\"assertions\"", "\"assertions/trusted.pem\"", StringComparison.Ordinal));
        Assert.AreEqual("jdoe", issuer.Verify(issuer.Draft()).NameId);
    }

    private static IReadOnlyList<AssertionIssuer> Read(string json)
    {
        var read = AssertionIssuersReader.Read(Encoding.UTF8.GetBytes(json), "/etc/xds", out var mistakes);
        Assert.IsEmpty(mistakes, string.Join('\n', mistakes));
        return read!.Value.Issuers;
    }
}
