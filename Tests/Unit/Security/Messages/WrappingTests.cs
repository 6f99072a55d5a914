using System.Text;
using System.Xml;
using XdsDmp.Security.Messages;
using XdsDmp.Security.Signatures;
using XdsDmp.Soap;
using XdsDmp.Xml.Canonical;
using XdsDmp.Xml.Nodes;

namespace XdsDmp.Tests.Unit.Security.Messages;

/// <summary>
/// Signature wrapping: the signed element moves to where nobody looks, and a forged one stands where it was. Every way
/// of moving, with every way of naming the forgery, must be refused.
/// </summary>
[TestClass]
public sealed class WrappingTests
{
    private const string Wsu = WssNames.Utility;
    private const string Evil = "SOMEBODY-ELSE";

    /// <summary>Where the signed Body goes.</summary>
    private static readonly Dictionary<string, Action<XmlDocument, XmlElement, XmlElement>> Hiding = new()
    {
        ["in a header block"] = (tree, signed, _) => Wrapper(tree, "Header").AppendChild(signed),
        ["in a header block for another role"] = (tree, signed, _) =>
        {
            var wrapper = Wrapper(tree, "Header");
            wrapper.SetAttribute("role", tree.DocumentElement!.NamespaceURI, "urn:nobody");
            wrapper.AppendChild(signed);
        },
        ["as a header block itself"] = (tree, signed, _) => One(tree, "Header").AppendChild(signed),
        ["in wsse:Security"] = (tree, signed, _) => One(tree, "Security").AppendChild(signed),
        ["wrapped in wsse:Security"] = (tree, signed, _) => Wrapper(tree, "Security").AppendChild(signed),
        ["in a ds:Object"] = (tree, signed, _) =>
            One(tree, "Signature").AppendChild(tree.CreateElement("ds", "Object", SignatureNames.Ds))!.AppendChild(
                signed),
        ["in the KeyInfo"] = (tree, signed, _) => One(tree, "KeyInfo").AppendChild(signed),
        ["in the token reference"] = (tree, signed, _) => One(tree, "SecurityTokenReference").AppendChild(signed),
        ["in the Timestamp"] = (tree, signed, _) => One(tree, "Timestamp").AppendChild(signed),
        ["in the forged Body"] = (_, signed, forged) => forged.AppendChild(signed),
        ["deep in the forged Body"] = (_, signed, forged) => forged.FirstChild!.AppendChild(signed),
        ["behind the forged Body"] = (tree, signed, _) => tree.DocumentElement!.AppendChild(signed),
        ["before the Header"] = (tree, signed, _) => tree.DocumentElement!.PrependChild(signed),
        ["in an Envelope of its own"] = (tree, signed, forged) => forged.FirstChild!
            .AppendChild(tree.CreateElement("e", "Envelope", tree.DocumentElement!.NamespaceURI))!.AppendChild(signed),
    };

    /// <summary>How the forged Body is called.</summary>
    private static readonly Dictionary<string, Action<XmlElement>> Naming = new()
    {
        ["wsu:Id, the same"] = forged => forged.SetAttribute("Id", Wsu, "body"),
        ["wsu:Id, another"] = forged => forged.SetAttribute("Id", Wsu, "body-2"),
        ["without"] = forged => forged.RemoveAttribute("Id", Wsu),
        ["Id"] = forged => Rename(forged, "Id"),
        ["ID"] = forged => Rename(forged, "ID"),
        ["id"] = forged => Rename(forged, "id"),
        ["xml:id"] = forged =>
        {
            forged.RemoveAttribute("Id", Wsu);
            forged.SetAttribute("id", "http://www.w3.org/XML/1998/namespace", "body");
        },
        ["AssertionID"] = forged => Rename(forged, "AssertionID"),
    };

    public static IEnumerable<object[]> Layouts =>
        from hiding in Hiding.Keys from naming in Naming.Keys select new object[] { hiding, naming };

    [TestMethod]
    [DynamicData(nameof(Layouts))]
    public async Task AForgedBodyIsNeverAccepted(string hiding, string naming)
    {
        using var sample = new SignedSample();
        var tree = await sample.SignedTreeAsync();
        var signed = One(tree, "Body");
        var forged = (XmlElement)signed.CloneNode(deep: true);
        forged.InnerXml = forged.InnerXml.Replace(SignedSample.Patient, Evil);
        signed.ParentNode!.ReplaceChild(forged, signed);
        Naming[naming](forged);
        Hiding[hiding](tree, signed, forged);
        AssertRefused(sample, tree);
    }

    [TestMethod]
    [DataRow("Action", "urn:ihe:iti:2010:DeleteDocumentSet")]
    [DataRow("To", "https://elsewhere.example/registry")]
    [DataRow("MessageID", "urn:uuid:00000000-0000-4000-8000-000000000001")]
    [DataRow("ReplyTo", "https://thief.example/answers")]
    [DataRow("Timestamp", "2999-01-01T00:00:00.000Z")]
    public async Task AForgedHeaderIsNeverAccepted(string part, string value)
    {
        foreach (var naming in Naming.Keys)
        {
            foreach (var place in new[] { "Header", "Security", "Body" })
            {
                using var sample = new SignedSample();
                var tree = await sample.SignedTreeAsync();
                var signed = One(tree, part);
                var id = signed.GetAttribute("Id", Wsu);
                var forged = (XmlElement)signed.CloneNode(deep: true);
                (forged.LastChild as XmlElement ?? forged).InnerText = value;
                signed.ParentNode!.ReplaceChild(forged, signed);
                Naming[naming](forged);
                if (forged.GetAttribute("Id", Wsu) == "body")
                {
                    forged.SetAttribute("Id", Wsu, id);
                }

                Wrapper(tree, place).AppendChild(signed);
                AssertRefused(sample, tree);
            }
        }
    }

    [TestMethod]
    public async Task ASignatureForAnotherRoleDoesNotCount()
    {
        using var sample = new SignedSample();
        var tree = await sample.SignedTreeAsync();
        One(tree, "Security").SetAttribute("role", tree.DocumentElement!.NamespaceURI, "urn:nobody");
        One(tree, "P").InnerText = Evil;
        AssertRefused(sample, tree);
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("#")]
    [DataRow("#xpointer(/)")]
    [DataRow("#xpointer(id('body'))")]
    [DataRow("#element(/1/2)")]
    [DataRow("http://example.org/body")]
    [DataRow("file:///etc/passwd")]
    [DataRow("cid:body")]
    [DataRow("#BODY")]
    public async Task OnlyAnIdentifierLeadsToAPart(string uri)
    {
        using var sample = new SignedSample();
        var tree = await sample.SignedTreeAsync();
        var parts = new List<SignedPart> { new(uri, new byte[32]) { Canonical = CanonicalMethod.Exclusive } };
        var envelope = new PartialSigner(sample).WithSignature(tree, parts);
        Assert.AreEqual(SecurityFault.FailedCheck, sample.RefusalOf(envelope));
    }

    [TestMethod]
    public async Task ASignatureNamesTheBodyOnce()
    {
        using var sample = new SignedSample();
        var tree = await sample.SignedTreeAsync();
        var body = NodeTree.Read(Encoding.UTF8.GetBytes(tree.OuterXml)).Root.Elements.Last();
        var part = SignedPart.Of("#body", body);
        Assert.AreEqual(
            SecurityFault.InvalidSecurity,
            sample.RefusalOf(new PartialSigner(sample).WithSignature(tree, [part, part])));
    }

    [TestMethod]
    public async Task PartsUnderDifferentSignersAreNotOneMessage()
    {
        using var sample = new SignedSample();
        using var other = SignedSample.SelfSigned("p256", "CN=other practice");
        File.WriteAllText(Path.Combine(sample.TrustFolder, "other.pem"), other.ExportCertificatePem());
        var tree = SignedSample.Tree(await new PartialSigner(sample).SignAllButAsync("Body"));
        var theirs = SignedSample.Tree(await sample.SignAsync(by: other));
        var signature = tree.ImportNode(One(theirs, "Signature"), deep: true);
        var token = (XmlElement)tree.ImportNode(One(theirs, "BinarySecurityToken"), deep: true);
        token.SetAttribute("Id", Wsu, "token-2");
        One(tree, "Security").AppendChild(token);
        One(tree, "Security").AppendChild(signature);
        AssertRefused(sample, tree);
    }

    [TestMethod]
    public async Task ANamespaceInjectedAboveASignedPartChangesNothingUnseen()
    {
        using var sample = new SignedSample();
        var tree = await sample.SignedTreeAsync();
        One(tree, "P").Prefix = "n";
        tree.DocumentElement!.SetAttribute("xmlns:n", "urn:oasis:names:tc:ebxml-regrep:xsd:query:3.0");
        AssertRefused(sample, tree);
    }

    private static void AssertRefused(SignedSample sample, XmlDocument tree)
    {
        try
        {
            var accepted = sample.Receive(tree);
            Assert.Fail($"accepted: {accepted.Body} {tree.OuterXml}");
        }
        catch (Exception refusal) when (refusal is UntrustedMessageException or SoapFaultException)
        {
            // Either is a fault.
        }
    }

    private static XmlElement Wrapper(XmlDocument tree, string place) =>
        (XmlElement)One(tree, place).AppendChild(tree.CreateElement("x", "Wrapper", "urn:attacker"))!;

    private static void Rename(XmlElement forged, string name)
    {
        forged.RemoveAttribute("Id", Wsu);
        forged.SetAttribute(name, "body");
    }

    private static XmlElement One(XmlDocument tree, string localName) => MessageVerifierTests.One(tree, localName);
}
