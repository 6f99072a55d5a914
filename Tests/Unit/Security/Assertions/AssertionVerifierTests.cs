using XdsDmp.Metadata.Model;
using XdsDmp.Security.Assertions;
using XdsDmp.Security.Certificates;
using XdsDmp.Security.Signatures;

namespace XdsDmp.Tests.Unit.Security.Assertions;

[TestClass]
public sealed class AssertionVerifierTests
{
    [TestMethod]
    [DataRow(KeyKind.P256)]
    [DataRow(KeyKind.Rsa2048)]
    public void AnAssertionOfAKnownIssuerIsAccepted(KeyKind kind)
    {
        using var issuer = new TestIssuer(kind);

        var verified = issuer.Verify(issuer.Draft());

        Assert.AreEqual(TestIssuer.Name, verified.Issuer);
        Assert.AreEqual("STS", verified.IssuerName);
        Assert.AreEqual("jdoe", verified.NameId);
        Assert.AreEqual("doc", verified.SpProvidedId);
        Assert.AreEqual("John Doe", verified.UserName);
        Assert.AreEqual("urn:oid:1.2.3", verified.OrganizationId);
        Assert.AreEqual("221^^1.2.5", verified.Roles.Single().ToString());
        Assert.AreEqual("TREATMENT^^1.2.6", verified.PurposesOfUse.Single().ToString());
        Assert.AreEqual(new PatientId("P1", "1.2.3.4"), verified.Patient);
        Assert.AreEqual(issuer.Clock.Now.AddMinutes(10), verified.NotOnOrAfter);
        Assert.AreEqual(SamlNames.Bearer, verified.Confirmation);
        Assert.IsNull(verified.Vihf);
        Assert.IsEmpty(verified.Remarks);
    }

    [TestMethod]
    public void ASignatureByProbabilisticPaddingIsAccepted()
    {
        using var issuer = new TestIssuer(KeyKind.Rsa2048);
        issuer.Verify(issuer.Draft() with { Method = SignatureMethod.For(issuer.Signer, isPss: true) });
    }
}
