using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using XdsDmp.Security.Certificates;
using XdsDmp.Security.Systems;
using XdsDmp.Security.Trust;

namespace XdsDmp.Tests.Unit.Security.Systems;

[TestClass]
public sealed class SystemDirectoryTests
{
    [TestMethod]
    public void ACertificateIsKnownByAnyOfItsMarks()
    {
        using X509Certificate2 certificate = Certificate("CN=practice, O=Clinic", Names("urn:oid:1.2.3", "p.test"));
        foreach (string mark in new[]
        {
            $"\"fingerprint\": \"{Thumbprints.OfCertificate(certificate)}\"",
            $"\"publicKey\": \"{Thumbprints.OfPublicKey(certificate)}\"",
            $"\"issuer\": \"{certificate.Issuer}\", \"serial\": \"00:{certificate.SerialNumber}\"",
            "\"subject\": \"CN=practice,O=Clinic\"",
            "\"uri\": \"urn:oid:1.2.3\"",
            "\"dns\": \"P.test\"",
        })
        {
            Assert.IsInstanceOfType<SystemMatch.Known>(Find(mark, certificate), mark);
        }
    }

    [TestMethod]
    public void AnotherCertificateIsNobody()
    {
        using X509Certificate2 certificate = Certificate("CN=practice, O=Clinic", Names("urn:oid:1.2.3", "p.test"));
        foreach (string mark in new[]
        {
            $"\"fingerprint\": \"{new string('0', 64)}\"",
            $"\"publicKey\": \"{new string('0', 64)}\"",
            $"\"issuer\": \"{certificate.Issuer}\", \"serial\": \"99\"",
            $"\"issuer\": \"CN=other\", \"serial\": \"{certificate.SerialNumber}\"",
            "\"subject\": \"CN=practice\"",
            "\"subject\": \"O=Clinic, CN=practice\"",
            "\"uri\": \"urn:oid:1.2.3.4\"",
            "\"dns\": \"test\"",
            "\"subject\": \"CN=practice, O=Clinic\", \"issuer\": \"CN=other\"",
        })
        {
            Assert.IsInstanceOfType<SystemMatch.Unknown>(Find(mark, certificate), mark);
        }
    }

    [TestMethod]
    public void AKeyOutlivesTheRenewalOfItsCertificate()
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using X509Certificate2 first = Certificate("CN=practice", null, key);
        using X509Certificate2 renewed = Certificate("CN=practice renewed", null, key);

        SystemDirectory directory = Directory($"\"publicKey\": \"{Thumbprints.OfPublicKey(first)}\"");

        Assert.IsInstanceOfType<SystemMatch.Known>(directory.Find(first));
        Assert.IsInstanceOfType<SystemMatch.Known>(directory.Find(renewed));
    }

    [TestMethod]
    public void ACertificateWithTheMarksOfTwoSystemsIsNeither()
    {
        using X509Certificate2 certificate = Certificate("CN=practice", Names("urn:oid:1.2.3", "p.test"));
        SystemDirectory directory = SystemsReaderTests.Read(SystemsReaderTests.File(
            SystemsReaderTests.System(mark: "\"uri\": \"urn:oid:1.2.3\""),
            SystemsReaderTests.System(name: "practice 2", mark: "\"dns\": \"p.test\"")));

        var several = (SystemMatch.Ambiguous)directory.Find(certificate);

        Assert.AreEqual("practice 1, practice 2", string.Join(", ", several.Names));
    }

    [TestMethod]
    public void NamesThatCannotBeReadNameNobody()
    {
        using X509Certificate2 certificate = Certificate(
            "CN=practice", new X509Extension("2.5.29.17", [0x30, 0x05, 0x86], critical: false));

        Assert.IsInstanceOfType<SystemMatch.Unknown>(Find("\"uri\": \"urn:oid:1.2.3\"", certificate));
    }

    [TestMethod]
    public void WithoutAFileWhoeverIsTrustedMayDoEverythingButReadAuditRecords()
    {
        using X509Certificate2 certificate = Certificate("CN=practice", null);

        KnownSystem anybody = ((SystemMatch.Known)SystemDirectory.Open.Find(certificate)).System;

        Assert.IsTrue(anybody.May("ITI-62"));
        Assert.IsTrue(anybody.SourceIds.Contains("1.2.3"));
        Assert.IsFalse(anybody.May("ITI-81"));
        Assert.IsFalse(anybody.May("ITI-82"));
    }

    [TestMethod]
    public void DevelopmentCertificatesHaveTheRightsThatTheirNamesPromise()
    {
        using TemporaryFolder folder = new();
        DevelopmentPkiFiles pki = DevelopmentPki.Ensure(folder.File("pki"), TimeProvider.System);
        string file = folder.File("systems.json");

        Assert.IsTrue(DevelopmentSystems.Ensure(file, pki, "1.2.3.4"));
        Assert.IsFalse(DevelopmentSystems.Ensure(file, pki, "1.2.3.5"), "written again");

        SystemDirectory directory = SystemsReaderTests.Read(File.ReadAllText(file));
        Assert.AreEqual("ITI-18, ITI-20, ITI-42", Rights(directory, pki.Node));
        Assert.AreEqual("ITI-81, ITI-82", Rights(directory, pki.Auditor));
        Assert.DoesNotContain("ITI-81", Rights(directory, pki.Practice));
        Assert.IsTrue(directory.Named("services")!.Repositories.Contains("1.2.3.4"));
        Assert.IsFalse(directory.Named("services")!.Repositories.Contains("1.2.3.5"));
    }

    private static string Rights(SystemDirectory directory, NodeCertificateFiles files)
    {
        using X509Certificate2 certificate = X509CertificateLoader.LoadCertificateFromFile(files.CertificatePath);
        return string.Join(", ", ((SystemMatch.Known)directory.Find(certificate)).System.Transactions.Order());
    }

    private static SystemMatch Find(string mark, X509Certificate2 certificate) => Directory(mark).Find(certificate);

    private static SystemDirectory Directory(string mark) =>
        SystemsReaderTests.Read(SystemsReaderTests.File(SystemsReaderTests.System(mark: mark)));

    private static X509Extension Names(string uri, string dns)
    {
        SubjectAlternativeNameBuilder names = new();
        names.AddIpAddress(System.Net.IPAddress.Loopback);
        names.AddUri(new Uri(uri));
        names.AddDnsName(dns);
        return names.Build();
    }

    private static X509Certificate2 Certificate(string subject, X509Extension? names, ECDsa? key = null)
    {
        using ECDsa own = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new(
            new X500DistinguishedName(subject), key ?? own, HashAlgorithmName.SHA256);
        if (names is not null)
        {
            request.CertificateExtensions.Add(names);
        }

        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
    }
}
