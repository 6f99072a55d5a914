using XdsDmp.Security.Assertions;
using XdsDmp.Security.Certificates;
using XdsDmp.Security.Signatures;
using XdsDmp.Security.Vihf;
using static XdsDmp.Tests.Unit.Security.Assertions.TestIssuer;

namespace XdsDmp.Tests.Unit.Security.Vihf;

/// <summary>Whose certificates sign a VIHF and open the connection that it comes by.</summary>
[TestClass]
public sealed class VihfCertificatesTests
{
    [TestMethod]
    [DataRow(VihfMode.Direct)]
    [DataRow(VihfMode.Indirect)]
    public void ACertificateForConnectionsSignsNoVihf(VihfMode mode)
    {
        using var structure = new TestStructure();
        using var authentication = structure.Issuer.Authority.Issue(
            structure.Issuer.Pki.Order(CertificatePurpose.Client) with
            {
                Subject = new CertificateSubject(TestStructure.PersonId, "Test", "FR")
                {
                    OrganizationalUnit = TestStructure.StructureId,
                },
            });
        using var signer = authentication.WithPrivateKey();

        var refused = Assert.ThrowsExactly<UntrustedMessageException>(
            () => structure.Verify(structure.Draft(mode), signer));

        Assert.AreEqual("DMPInvalidCertificate", refused.Subcode);
        Assert.AreEqual(SecurityFault.InvalidSecurityToken, refused.Kind);
    }

    [TestMethod]
    public void IssuerIsTheSubjectOfTheCertificateAsAName()
    {
        using var structure = new TestStructure();
        var draft = structure.Draft().ToAssertion(structure.Signature);
        structure.Verify(WithIssuer("cn=PRACTICE.test,ou=10b0025402,o=Test,c=FR"));
        RefusesAs(
            SecurityFault.InvalidSecurityToken, "Issuer is not",
            () => structure.Verify(WithIssuer("CN=other.test,OU=10B0025402,O=Test,C=FR")));
        RefusesAs(
            SecurityFault.InvalidSecurityToken, "Issuer is not", () => structure.Verify(WithIssuer("practice.test")));
        RefusesAs(
            SecurityFault.InvalidSecurityToken, "is not known",
            () => structure.Verify(draft with { Issuer = draft.Issuer with { Format = null } }));

        AssertionDraft WithIssuer(string name) => draft with { Issuer = draft.Issuer with { Value = name } };
    }

    [TestMethod]
    public void TheCardIsThatOfThePersonNamed()
    {
        using var structure = new TestStructure();
        using var other = structure.Sign("899700218897");
        RefusesAs(
            SecurityFault.FailedAuthentication, "that signed the VIHF is not that of the person",
            () => structure.Verify(structure.Draft(VihfMode.Direct), other));
    }

    [TestMethod]
    public void TheConnectionIsMadeWithTheSamePersonsCard()
    {
        using var structure = new TestStructure();
        using var other = structure.Tls("899700218897");
        RefusesAs(
            SecurityFault.FailedAuthentication, "of the connection is not that of the person",
            () => structure.Verify(structure.Draft(VihfMode.Direct), connection: other));
    }

    [TestMethod]
    public void TheStructureIsThatOfTheCertificate()
    {
        using var structure = new TestStructure();
        using var other = structure.Sign("other.test", "10B0099999");
        RefusesAs(
            SecurityFault.FailedAuthentication, "neither that of the certificate",
            () => structure.Verify(structure.Draft(), other));
    }

    [TestMethod]
    public void AStructureBelowThatOfTheCertificateIsListed()
    {
        using var structure = new TestStructure(
            vihf: "\"dependentStructures\": { \"10B0099999\": [\"10B0025402\"] }");
        using var signer = structure.Sign("other.test", "10B0099999");
        using var connection = structure.Tls("other.test", "10B0099999");
        Assert.AreEqual(
            TestStructure.StructureId, structure.Verify(structure.Draft(), signer, connection).Vihf!.StructureId);
    }

    [TestMethod]
    public void TheConnectionIsMadeByTheSameLegalEntity()
    {
        using var structure = new TestStructure();
        using var other = structure.Tls("other.test", "10B0099999");
        RefusesAs(
            SecurityFault.FailedAuthentication, "another legal entity",
            () => structure.Verify(structure.Draft(), connection: other));
    }

    [TestMethod]
    public void WithoutMutualTlsThereIsNoVihf()
    {
        using var structure = new TestStructure();
        RefusesAs(
            SecurityFault.FailedAuthentication, "mutual TLS", () => structure.Verify(
                structure.Issuer.Sign(structure.Draft().ToAssertion(structure.Signature), structure.Signature), null));
    }

    [TestMethod]
    public void ARepositoryPassesTheVihfOfItsCallerOn()
    {
        using var structure = new TestStructure();
        using var repository = structure.Tls("repository.test");
        var assertion = structure.Issuer.Sign(
            structure.Draft().ToAssertion(structure.Signature), structure.Signature);
        structure.Issuer.Verify(
            assertion, context => context with { TlsClient = repository, IsForwarded = true });
    }

    [TestMethod]
    [DataRow("30B0025402/secretary", true)]
    [DataRow("10B0025402/secretary", true)]
    [DataRow("30B0099999/secretary", false)]
    [DataRow("40B0025402/secretary", false)]
    [DataRow("/secretary", true)]
    public void AnIdentifierWithinAStructureIsOneOfTheSameStructure(string userId, bool isRight)
    {
        using var structure = new TestStructure();
        var draft = structure.Draft();
        draft = draft with { Content = draft.Content with { UserId = userId } };
        if (isRight)
        {
            Assert.AreEqual(userId, structure.Verify(draft).Vihf!.UserId);
        }
        else
        {
            RefusesAs(SecurityFault.FailedAuthentication, "another structure", () => structure.Verify(draft));
        }
    }
}
