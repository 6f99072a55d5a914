using System.Text;
using XdsDmp.Security.Assertions;
using XdsDmp.Security.Signatures;
using XdsDmp.Xml.Nodes;

namespace XdsDmp.Tests.Unit.Security.Assertions;

/// <summary>
/// The layouts of signature wrapping (Somorovsky and others, "On Breaking SAML", 2012): a genuine assertion is carried
/// along somewhere, and a forged one stands where it would be read.
/// </summary>
[TestClass]
public sealed class WrappedAssertionTests : IDisposable
{
    private readonly TestIssuer _issuer = new();
    private readonly string _genuine;
    private readonly string _signature;

    public WrappedAssertionTests()
    {
        _genuine = _issuer.Sign(_issuer.Draft());
        const string End = "</ds:Signature>";
        var start = _genuine.IndexOf("<ds:Signature ", StringComparison.Ordinal);
        _signature = _genuine[start..(_genuine.IndexOf(End, StringComparison.Ordinal) + End.Length)];
    }

    private string Original => _genuine.Replace(_signature, "", StringComparison.Ordinal);

    public void Dispose() => _issuer.Dispose();

    [TestMethod]
    public void TheGenuineOneIsAcceptedWhereItStands() => Assert.AreEqual("jdoe", _issuer.Verify(_genuine).NameId);

    [TestMethod]
    [DataRow("_a1")]
    [DataRow("_evil")]
    public void TheGenuineOneBehindTheForgedOne(string id) => Refuses(Envelope(Forged(id) + _genuine));

    [TestMethod]
    [DataRow("_a1")]
    [DataRow("_evil")]
    public void TheGenuineOneBeforeTheForgedOne(string id) => Refuses(Envelope(_genuine + Forged(id)));

    [TestMethod]
    [DataRow("_a1")]
    [DataRow("_evil")]
    public void TheForgedOneBearsTheSignatureAndTheOriginalWithinIt(string id)
    {
        var wrapped = _signature.Replace(
            "</ds:Signature>", $"<ds:Object>{Original}</ds:Object></ds:Signature>", StringComparison.Ordinal);
        Refuses(Envelope(Forged(id, wrapped)));
    }

    [TestMethod]
    [DataRow("_a1")]
    [DataRow("_evil")]
    public void TheForgedOneBearsTheSignatureAndTheOriginalStandsBeside(string id)
    {
        Refuses(Envelope(Forged(id, _signature) + Original));
        var wrapper = $"<x:Wrapper xmlns:x=\"urn:x\">{Original}</x:Wrapper>";
        Refuses(TestIssuer.Envelope(Forged(id, _signature), beside: wrapper));
        Refuses(TestIssuer.Envelope(Forged(id, _signature), body: Original));
        Refuses(Envelope(Forged(id, _signature) + wrapper));
    }

    [TestMethod]
    [DataRow("_a1")]
    [DataRow("_evil")]
    public void TheForgedOneIsWrappedAroundTheWholeOriginal(string id)
    {
        foreach (var place in new[] { "saml2:Advice", "saml2:AuthzDecisionStatement", "x:Extension" })
        {
            Refuses(Envelope(Forged(id).Replace(
                "</saml2:Assertion>", $"<{place} xmlns:x=\"urn:x\">{_genuine}</{place}></saml2:Assertion>",
                StringComparison.Ordinal)));
        }
    }

    [TestMethod]
    [DataRow("_a1")]
    [DataRow("_evil")]
    public void TheOriginalWithinAnAttributeValueOfTheForgedOne(string id) => Refuses(Envelope(
        Forged(id, _signature).Replace(
            "<saml2:AttributeStatement>",
            $"<saml2:AttributeStatement><saml2:Attribute Name=\"x\"><saml2:AttributeValue>{Original}"
                + "</saml2:AttributeValue></saml2:Attribute>",
            StringComparison.Ordinal)));

    [TestMethod]
    [DataRow("_a1")]
    [DataRow("_evil")]
    public void TheOriginalWithinKeyInfo(string id) => Refuses(Envelope(Forged(id, _signature.Replace(
        "</ds:KeyInfo>", $"{Original}</ds:KeyInfo>", StringComparison.Ordinal))));

    [TestMethod]
    [DataRow("_a1")]
    [DataRow("_evil")]
    public void TheSignatureBehindTheForgedContent(string id)
    {
        // Where the schema does not have it, an element-by-name search would still find it.
        Refuses(Envelope(Forged(id).Replace(
            "</saml2:Assertion>", $"{_signature}</saml2:Assertion>", StringComparison.Ordinal)));
        Refuses(Envelope(Forged(id).Replace(
            "<saml2:Subject>", $"<saml2:Subject>{_signature}", StringComparison.Ordinal)));
    }

    [TestMethod]
    [DataRow("Id")]
    [DataRow("id")]
    [DataRow("xml:id")]
    [DataRow("AssertionID")]
    public void AnotherElementBearsTheSameIdentifierUnderAnotherName(string attribute) => Refuses(
        TestIssuer.Envelope(_genuine, body: $"<x {attribute}=\"_a1\"/>"));

    [TestMethod]
    public void AnAttributeThatOnlyLooksLikeTheIdentifier()
    {
        var forged = Forged("_evil", _signature).Replace(
            "<saml2:Subject>", "<saml2:Subject ID=\"_a1\">", StringComparison.Ordinal);
        Refuses(Envelope(forged));
    }

    [TestMethod]
    public void TwoSignaturesOfOneAssertion() => Refuses(Envelope(Forged("_a1", _signature + _signature)));

    /// <summary>The verifier is given an element that is not the one with the identifier.</summary>
    [TestMethod]
    public void AnElementOfAnotherDocumentIsNotTheOneThatWasSigned()
    {
        var context = _issuer.ContextOf(Envelope(_genuine));
        var other = NodeTree.Read(Encoding.UTF8.GetBytes(Envelope(_genuine)));
        TestIssuer.RefusesAs(
            SecurityFault.InvalidSecurityToken, "alone",
            () => _issuer.Verifier.Verify(context with { Ids = new ElementIds(other) }));
    }

    private static string Envelope(string security) => TestIssuer.Envelope(security);

    private string Forged(string id, string signature = "")
    {
        var draft = _issuer.Draft() with { Id = id, NameId = new SamlName("root") };
        return Encoding.UTF8.GetString(AssertionWriter.Write(draft, Encoding.UTF8.GetBytes(signature)));
    }

    private void Refuses(string message)
    {
        try
        {
            Assert.Fail($"accepted as {_issuer.VerifyMessage(message).NameId}");
        }
        catch (UntrustedMessageException refused)
        {
            Assert.AreNotEqual("", refused.Message);
        }
    }
}
