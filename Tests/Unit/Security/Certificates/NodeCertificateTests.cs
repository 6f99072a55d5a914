using System.Security.Cryptography;
using XdsDmp.Security.Certificates;

namespace XdsDmp.Tests.Unit.Security.Certificates;

[TestClass]
public sealed class NodeCertificateTests
{
    [TestMethod]
    public void TheCertificatesBehindTheFirstAreSentAlong()
    {
        using TestPki pki = new();
        using CertificateAuthority issuing = pki.Root.IssueAuthority(new CertificateSubject("Issuing"));
        using IssuedCertificate issued = issuing.Issue(pki.Order(CertificatePurpose.Node));
        KeyFiles.WriteNewKey(pki.Folder.File("node.key"), issued.KeyPem);
        KeyFiles.WritePublic(pki.Folder.File("node.pem"), issued.ChainPem);

        NodeCertificate node = NodeCertificate.Load(pki.Folder.File("node.pem"), pki.Folder.File("node.key"));

        Assert.IsTrue(node.Certificate.HasPrivateKey);
        Assert.AreEqual("CN=Issuing", node.Intermediates.Single().Subject);
        Assert.AreEqual("CN=Issuing", node.Context.IntermediateCertificates.Single().Subject);
    }

    [TestMethod]
    public void APkcs12FileServesToo()
    {
        using TestPki pki = new();
        using IssuedCertificate issued = pki.Root.Issue(pki.Order(CertificatePurpose.Node));
        issued.SavePfx(pki.Folder.File("node.pfx"), "secret");

        NodeCertificate node = NodeCertificate.Load(
            new NodeCertificateFiles(pki.Folder.File("node.pfx"), Password: "secret"));

        Assert.AreEqual(issued.Certificate.Thumbprint, node.Certificate.Thumbprint);
        Assert.IsTrue(node.Certificate.HasPrivateKey);
    }

    [TestMethod]
    public void AKeyOfAnotherCertificateIsRefused()
    {
        using TestPki pki = new();
        using IssuedCertificate issued = pki.Root.Issue(pki.Order(CertificatePurpose.Node));
        using CertificateKey other = CertificateKey.Create(KeyKind.P256);
        KeyFiles.WritePublic(pki.Folder.File("node.pem"), issued.CertificatePem);
        KeyFiles.WriteNewKey(pki.Folder.File("node.key"), other.ToPem());
        Assert.Throws<CryptographicException>(
            () => NodeCertificate.Load(pki.Folder.File("node.pem"), pki.Folder.File("node.key")));
    }
}
