using System.Text;
using System.Xml;
using XdsDmp.Security.Signatures;
using XdsDmp.Xml.Nodes;
using static XdsDmp.Tests.Unit.Security.Signatures.SignedXmlText;

namespace XdsDmp.Tests.Unit.Security.Signatures;

[TestClass]
public sealed class SignatureReaderTests
{
    private const string Ds = SignatureNames.Ds;
    private static readonly string Good = Signed(Signers.P256, More + "ecdsa-sha256");

    [TestMethod]
    [DataRow("RSA", More + "rsa-sha256")]
    [DataRow("RSA", More + "rsa-sha384")]
    [DataRow("RSA", More + "rsa-sha512")]
    [DataRow("RSA", Pss + "sha256-rsa-MGF1")]
    [DataRow("RSA", Pss + "sha384-rsa-MGF1")]
    [DataRow("RSA", Pss + "sha512-rsa-MGF1")]
    [DataRow("P-256", More + "ecdsa-sha256")]
    [DataRow("P-384", More + "ecdsa-sha384")]
    [DataRow("P-521", More + "ecdsa-sha512")]
    public void EveryAcceptedMethodVerifies(string key, string method)
    {
        var xml = Signed(Signers.Of(key), method);
        Verify(xml, Signers.Of(key), AlgorithmRules.Strict);
        Refused(SecurityFault.FailedCheck, () => Verify(xml, key == "RSA" ? Signers.P256 : Signers.Rsa));
    }

    [TestMethod]
    [DataRow(Ds + "dsa-sha1")]
    [DataRow("http://www.w3.org/2009/xmldsig11#dsa-sha256")]
    [DataRow(Ds + "hmac-sha1")]
    [DataRow(More + "hmac-sha256")]
    [DataRow(More + "rsa-md5")]
    [DataRow(More + "rsa-ripemd160")]
    [DataRow(More + "rsa-sha224")]
    [DataRow(More + "ecdsa-sha1")]
    [DataRow(More + "ecdsa-sha224")]
    [DataRow(Pss + "rsa-pss")]
    [DataRow(Pss + "sha1-rsa-MGF1")]
    [DataRow(More + "RSA-SHA256")]
    [DataRow("")]
    public void OtherSignatureMethodsAreRefused(string method) => Refused(
        SecurityFault.UnsupportedAlgorithm,
        () => Read(Good.Replace(More + "ecdsa-sha256", method, StringComparison.Ordinal)));

    [TestMethod]
    [DataRow(More + "md5")]
    [DataRow(More + "sha224")]
    [DataRow("http://www.w3.org/2001/04/xmlenc#ripemd160")]
    [DataRow("http://www.w3.org/2007/05/xmldsig-more#sha3-256")]
    [DataRow("")]
    public void OtherDigestMethodsAreRefused(string method) => Refused(
        SecurityFault.UnsupportedAlgorithm, () => Read(Good.Replace(Sha256, method, StringComparison.Ordinal)));

    [TestMethod]
    [DataRow("http://www.w3.org/TR/1999/REC-xpath-19991116")]
    [DataRow("http://www.w3.org/2002/06/xmldsig-filter2")]
    [DataRow("http://www.w3.org/TR/1999/REC-xslt-19991116")]
    [DataRow("http://www.w3.org/2002/07/decrypt#XML")]
    [DataRow("urn:oasis:names:tc:SAML:2.0:assertion")]
    [DataRow("")]
    public void OtherTransformsAreRefused(string transform) => Refused(
        SecurityFault.UnsupportedAlgorithm,
        () => Read(Good.Replace($"Transform Algorithm=\"{Exclusive}", $"Transform Algorithm=\"{transform}",
            StringComparison.Ordinal)));

    [TestMethod]
    public void OldAlgorithmsNeedTheSwitch()
    {
        string[] old =
        [
            Good.Replace(More + "ecdsa-sha256", Ds + "rsa-sha1", StringComparison.Ordinal),
            Good.Replace(Sha256, Ds + "sha1", StringComparison.Ordinal),
        ];
        foreach (var xml in old)
        {
            Read(xml, new AlgorithmRules { AllowLegacy = true });
            Refused(SecurityFault.UnsupportedAlgorithm, () => Read(xml, AlgorithmRules.Strict));
            Refused(SecurityFault.UnsupportedAlgorithm, () => Read(xml, new AlgorithmRules { ForDocuments = true }));
        }
    }

    [TestMethod]
    [DataRow("http://www.w3.org/2006/12/xml-c14n11")]
    [DataRow("http://www.w3.org/TR/2001/REC-xml-c14n-20010315#WithComments")]
    public void FormsOfDocumentsAreNotForMessages(string form)
    {
        var xml = Good.Replace(Exclusive, form, StringComparison.Ordinal);
        Read(xml, new AlgorithmRules { ForDocuments = true });
        Refused(SecurityFault.UnsupportedAlgorithm, () => Read(xml, AlgorithmRules.Strict));
    }

    [TestMethod]
    [DataRow("<ds:SignedInfo>", "<ds:SignedInfo><ds:Reference/>")]
    [DataRow("</ds:SignedInfo>", "<x/></ds:SignedInfo>")]
    [DataRow("</ds:SignedInfo>", "</ds:SignedInfo><ds:KeyInfo/>")]
    [DataRow("<ds:DigestValue>", "<ds:DigestValue><x/>")]
    [DataRow("<ds:SignatureValue>", "<ds:SignatureValue>*")]
    [DataRow("<ds:SignatureValue>", "<ds:SignatureValue>=")]
    [DataRow("ds:SignedInfo", "SignedInfo")]
    [DataRow("<ds:DigestMethod Algorithm=\"" + Sha256 + "\"/>", "")]
    [DataRow("</ds:Signature>", "<x/></ds:Signature>")]
    [DataRow("</ds:Transforms>", "</ds:Transforms><ds:Transforms/>")]
    [DataRow("<ds:Transforms>", "<ds:Transforms><x/>")]
    public void TheMalformedIsRefused(string part, string instead)
    {
        Assert.Contains(part, Good);
        Assert.ThrowsExactly<UntrustedMessageException>(
            () => Read(Good.Replace(part, instead, StringComparison.Ordinal)));
    }

    [TestMethod]
    public void ReferencesAreBounded()
    {
        var start = Good.IndexOf("<ds:Reference", StringComparison.Ordinal);
        var end = Good.IndexOf("</ds:SignedInfo>", StringComparison.Ordinal);
        var reference = Good[start..end];
        Read(Good.Insert(start, string.Concat(Enumerable.Repeat(reference, 31))));
        Refused(SecurityFault.InvalidSecurity, () =>
            Read(Good.Insert(start, string.Concat(Enumerable.Repeat(reference, 32)))));
        Refused(SecurityFault.InvalidSecurity, () => Read(Good.Remove(start, end - start)));
    }

    [TestMethod]
    public void AWeakKeyProvesNothing() => Refused(SecurityFault.FailedCheck, () =>
    {
        using var weak = Signers.NewRsa(1024);
        Verify(Signed(weak, More + "rsa-sha256"), weak);
    });

    [TestMethod]
    [DataRow("Id")]
    [DataRow("ID")]
    [DataRow("xml:id")]
    [DataRow("id")]
    [DataRow("AssertionID")]
    public void AnIdentifierThatStandsTwiceIsRefused(string attribute) => Refused(
        SecurityFault.InvalidSecurity,
        () => Verify(Good.Replace("</doc>", $"<part {attribute}='p'/></doc>", StringComparison.Ordinal), Signers.P256));

    /// <summary>Whatever is done to a signature: it is refused, or it still is what was signed.</summary>
    [TestMethod]
    public void MutilatedSignaturesAreRefusedAndNothingElse()
    {
        for (var seed = 0; seed < 20_000; seed++)
        {
            var xml = Mutilated(seed);
            try
            {
                Verify(xml, Signers.P256);
            }
            catch (Exception refusal) when (refusal is UntrustedMessageException or XmlException)
            {
                continue;
            }
            catch (NullReferenceException) when (!xml.Contains("\"#p\"", StringComparison.Ordinal))
            {
                continue; // The test itself looks up what the reference names.
            }
            catch (InvalidOperationException) when (!IsSignatureThere(xml))
            {
                continue;
            }

            Assert.AreEqual(Canonical(Good), Canonical(xml), $"seed {seed}: {xml}");
        }
    }

    private static string Mutilated(int seed)
    {
        var random = new Random(seed);
        var start = Good.IndexOf("<ds:Signature ", StringComparison.Ordinal);
        var (at, length) = (random.Next(start, Good.Length - 6), random.Next(1, 30));
        length = Math.Min(length, Good.Length - 6 - at);
        return random.Next(4) switch
        {
            0 => Good.Remove(at, length),
            1 => Good.Insert(random.Next(start, Good.Length - 6), Good.Substring(at, length)),
            2 => Good.Remove(at, 1).Insert(at, ((char)random.Next(32, 127)).ToString()),
            _ => WithoutElement(random),
        };
    }

    private static string WithoutElement(Random random)
    {
        var document = new XmlDocument { PreserveWhitespace = true };
        document.LoadXml(Good);
        var all = document.GetElementsByTagName("*", Ds).Cast<XmlElement>().ToArray();
        var chosen = all[random.Next(1, all.Length)];
        if (random.Next(2) == 0)
        {
            chosen.ParentNode!.InsertAfter(chosen.CloneNode(deep: true), chosen);
        }
        else
        {
            chosen.ParentNode!.RemoveChild(chosen);
        }

        return document.OuterXml;
    }

    private static bool IsSignatureThere(string xml) => NodeTree.Read(Encoding.UTF8.GetBytes(xml)).Root
        .SelfAndDescendants().Any(element => element.Is(Ds, "Signature"));

    /// <summary>What was signed and who says to have signed; not the hint at the key.</summary>
    private static string Canonical(string xml)
    {
        var root = NodeTree.Read(Encoding.UTF8.GetBytes(xml)).Root;
        return string.Concat(root.SelfAndDescendants().Where(element => element.LocalName is "part" or "SignedInfo")
            .Select(element => Xml.Canonical.Forms.OfPart(element, Xml.Canonical.Forms.Exclusive)));
    }

    private static void Refused(SecurityFault kind, Action read) =>
        Assert.AreEqual(kind, Assert.ThrowsExactly<UntrustedMessageException>(read).Kind);
}
