using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using XdsDmp.Security.Certificates;

namespace XdsDmp.Tests.Unit.Security.Certificates;

[TestClass]
public sealed class DistinguishedNameTests
{
    private const string Written = "CN=899700218896+SN=DOE+GN=Ann,T=Médecin,OU=318751275100020,O=\"Clinic, East\",C=FR";

    [TestMethod]
    [DataRow("CN=899700218896+SN=DOE+GN=Ann,T=Médecin,OU=318751275100020,O=Clinic\\, East,C=FR")]
    [DataRow("cn=899700218896 + G=Ann + SURNAME=doe, TITLE=MÉDECIN, ou=318751275100020, O=\"Clinic, East\", c=fr")]
    [DataRow("CN=899700218896+SN=DOE+GN=Ann;T=M\\C3\\A9decin;OU=318751275100020;O=Clinic\\2C  East;C=FR")]
    [DataRow("C=FR,O=\"Clinic, East\",OU=318751275100020,T=Médecin,CN=899700218896+SN=DOE+GN=Ann")]
    [DataRow("2.5.4.3=899700218896+OID.2.5.4.4=DOE+2.5.4.42=#0C03416E6E,T=Médecin,OU=318751275100020,"
        + "O=\"Clinic, East\",C=FR")]
    public void TheSameNameIsWrittenInManyWays(string text) =>
        Assert.IsTrue(Parse(Written).IsSame(Parse(text)));

    [TestMethod]
    [DataRow("CN=899700218896+SN=DOE+GN=Ann,T=Médecin,OU=318751275100020,O=\"Clinic, West\",C=FR")]
    [DataRow("CN=899700218896,SN=DOE,GN=Ann,T=Médecin,OU=318751275100020,O=\"Clinic, East\",C=FR")]
    [DataRow("CN=899700218896+SN=DOE+GN=Ann,T=Médecin,OU=318751275100020,O=\"Clinic, East\"")]
    [DataRow("T=Médecin,CN=899700218896+SN=DOE+GN=Ann,OU=318751275100020,O=\"Clinic, East\",C=FR")]
    public void AnotherNameIsAnother(string text) => Assert.IsFalse(Parse(Written).IsSame(Parse(text)));

    [TestMethod]
    [DataRow("")]
    [DataRow("urn:example:sts")]
    [DataRow("CN")]
    [DataRow("XX=1")]
    [DataRow("CN=a,")]
    [DataRow("CN=a\\")]
    [DataRow("CN=\"a")]
    [DataRow("CN=\"a\"b")]
    [DataRow("CN=#0")]
    [DataRow("CN=#zz")]
    public void WhatIsNoNameIsNone(string text) => Assert.IsNull(DistinguishedName.TryParse(text));

    [TestMethod]
    public void ACertificateSaysItsNameAsTheFrameworkWritesIt()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var name = new X500DistinguishedNameBuilder();
        name.AddCommonName("a \"quoted\" + name");
        name.AddOrganizationalUnitName("318751275100020");
        name.Add("2.5.4.97", "NTRFR-1");
        name.AddOrganizationName("Clinic, East");
        name.AddCountryOrRegion("FR");
        var request = new CertificateRequest(name.Build(), key, HashAlgorithmName.SHA256);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow, DateTimeOffset.UtcNow.AddDays(1));

        var subject = DistinguishedName.SubjectOf(certificate);

        Assert.IsTrue(subject.IsSame(Parse(certificate.Subject)), certificate.Subject);
        Assert.AreEqual("318751275100020", subject.ValuesOf("2.5.4.11").Single());
        Assert.AreEqual("a \"quoted\" + name", subject.ValuesOf("2.5.4.3").Single());
    }

    private static DistinguishedName Parse(string text) =>
        DistinguishedName.TryParse(text) ?? throw new AssertFailedException($"{text} is not read");
}
