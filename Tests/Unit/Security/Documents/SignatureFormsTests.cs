using System.Text;
using XdsDmp.Security.Documents;
using XdsDmp.Security.Signatures;
using XdsDmp.Xml.Canonical;
using XdsDmp.Xml.Nodes;
using static XdsDmp.Security.Documents.LevelState;
using static XdsDmp.Security.Documents.SignatureLevel;

namespace XdsDmp.Tests.Unit.Security.Documents;

/// <summary>Signatures of other makers: enveloping, other versions of XAdES, and what has been mutilated.</summary>
[TestClass]
public sealed class SignatureFormsTests : IDisposable
{
    private const string Version122 = "http://uri.etsi.org/01903/v1.2.2#";
    private static readonly string[] SignedElements = ["SignedInfo", "Manifest", "SignedProperties"];
    private readonly SignedSet _set = new();

    public void Dispose() => _set.Dispose();

    [TestMethod]
    public void AnEnvelopedDocumentIsVerifiedWithTheSignature()
    {
        var text = Encoding.UTF8.GetString(Signature(
            "<ds:Object Id=\"document\">JVBERi0=</ds:Object>",
            ("document", part => new SignedPart("", SHA256Of("%PDF-"u8.ToArray())) { IsBase64 = true })));
        var report = _set.Verify(text);
        Assert.IsTrue(report.Signature!.IsEnveloping);
        Assert.AreEqual(Valid, report.StateOf(Integrity));
        Assert.AreEqual(Valid, report.StateOf(SignatureLevel.Digest));
        Assert.AreEqual(Invalid, _set.Verify(
            text.Replace("JVBERi0=", "JVBERi4=", StringComparison.Ordinal)).StateOf(SignatureLevel.Digest));
        Assert.AreEqual(Invalid, _set.Verify(
            text.Replace("JVBERi0=", "<x/>", StringComparison.Ordinal)).StateOf(Integrity));
    }

    [TestMethod]
    [DataRow(Version122)]
    [DataRow("http://uri.etsi.org/01903/v1.4.1#")]
    public void OtherVersionsOfXadesAreRead(string xades)
    {
        var report = _set.Verify(Signature(
            $"<ds:Object><x:QualifyingProperties xmlns:x=\"{xades}\"><x:SignedProperties Id=\"p\">"
            + "<x:SignedSignatureProperties><x:SigningTime>2026-05-30T09:00:00+02:00</x:SigningTime>"
            + "<x:SigningCertificateV2><x:Cert><x:CertDigest>"
            + "<ds:DigestMethod Algorithm=\"http://www.w3.org/2001/04/xmlenc#sha256\"/>"
            + $"<ds:DigestValue>{Convert.ToBase64String(SHA256Of(_set.Signer.RawData))}</ds:DigestValue>"
            + "</x:CertDigest></x:Cert></x:SigningCertificateV2><x:SignerRole><x:ClaimedRoles>"
            + "<x:ClaimedRole>Médecin</x:ClaimedRole></x:ClaimedRoles></x:SignerRole>"
            + "</x:SignedSignatureProperties></x:SignedProperties></x:QualifyingProperties></ds:Object>",
            ("p", part => SignedPart.Of("", part))));
        Assert.AreEqual(Valid, report.StateOf(Integrity));
        Assert.AreEqual(Valid, report.StateOf(SigningCertificate));
        Assert.AreEqual(
            new DateTimeOffset(2026, 5, 30, 7, 0, 0, TimeSpan.Zero), report.Signature!.Properties.SigningTime);
        Assert.AreEqual("Médecin", report.Signature.Properties.Roles.Single());
        Assert.IsNull(report.Signature.Properties.Policy);
        Assert.AreEqual(Invalid, report.StateOf(Signer), "no certificate was valid that early");
    }

    [TestMethod]
    public void AReferenceWithoutTransformIsOfTheInclusiveForm()
    {
        var form = new CanonicalMethod(CanonicalForm.Inclusive10, WithComments: false);
        var report = _set.Verify(Signature(
            "<ds:Object><ds:Manifest Id=\"m\"><ds:Reference URI=\"urn:oid:1.2.3\"><ds:DigestMethod "
            + "Algorithm=\"http://www.w3.org/2001/04/xmlenc#sha256\"/><ds:DigestValue>AA==</ds:DigestValue>"
            + "</ds:Reference></ds:Manifest></ds:Object>",
            ("m", part => SignedPart.Of("", part, form) with { Canonical = null })));
        Assert.AreEqual(Valid, report.StateOf(Integrity));
        Assert.AreEqual("1.2.3", report.Signature!.Manifest.Single().UniqueId);
    }

    [TestMethod]
    public void WhatStandsOutsideTheSignatureIsNotFollowed()
    {
        var report = _set.Verify(Encoding.UTF8.GetString(_set.Sign()).Replace(
            "URI=\"#IHEManifest\"", "URI=\"urn:oid:1.2.3\"", StringComparison.Ordinal));
        Assert.Contains("outside itself", report.Levels[0].Reason);
    }

    [TestMethod]
    public void ASignatureWithoutCertificateIsNobodys()
    {
        var text = Encoding.UTF8.GetString(_set.Sign());
        var start = text.IndexOf("<ds:KeyInfo>", StringComparison.Ordinal);
        var end = text.IndexOf("</ds:KeyInfo>", StringComparison.Ordinal) + "</ds:KeyInfo>".Length;
        var report = _set.Verify(text.Remove(start, end - start));
        Assert.AreEqual(Invalid, report.StateOf(Value));
        Assert.AreEqual(NotChecked, report.StateOf(Signer));
        Assert.AreEqual(NotChecked, report.StateOf(SigningCertificate));
    }

    /// <summary>Whatever is done to it: there is a report, valid only if nothing signed was changed.</summary>
    [TestMethod]
    public void MutilatedSignaturesAreReportedAndNothingElse()
    {
        var good = Encoding.UTF8.GetString(_set.Sign());
        var signed = Signed(good);
        for (var seed = 0; seed < 3_000; seed++)
        {
            var random = new Random(seed);
            var at = random.Next(good.Length - 40);
            var text = random.Next(3) switch
            {
                0 => good.Remove(at, random.Next(1, 40)),
                1 => good.Insert(random.Next(good.Length), good.Substring(at, random.Next(1, 40))),
                _ => good.Remove(at, 1).Insert(at, ((char)random.Next(32, 127)).ToString()),
            };
            var report = _set.Verify(text);
            if (report.StateOf(Value) == Valid && report.StateOf(Integrity) == Valid)
            {
                Assert.AreEqual(signed, Signed(text), $"seed {seed}");
            }
        }
    }

    private static string Signed(string text) => string.Concat(SignedElements.Select(name =>
        Xml.Canonical.Forms.OfPart(text, name, Xml.Canonical.Forms.Exclusive)));

    private byte[] Signature(string objects, params (string Id, Func<ElementNode, SignedPart> Part)[] parts)
    {
        var framed = NodeTree.Read(Encoding.UTF8.GetBytes(
            $"<ds:Signature xmlns:ds=\"{SignatureNames.Ds}\">{objects}</ds:Signature>"));
        var ids = new ElementIds(framed);
        return SignatureWriter.Write(
            [.. parts.Select(one => one.Part(ids.Find(one.Id)!) with { Uri = "#" + one.Id })], _set.Signer,
            method: null, new SignatureContent
            {
                KeyInfo = KeyInfo.Certificate(_set.Signer),
                Objects = Encoding.UTF8.GetBytes(objects),
            });
    }

    private static byte[] SHA256Of(byte[] octets) => System.Security.Cryptography.SHA256.HashData(octets);
}
