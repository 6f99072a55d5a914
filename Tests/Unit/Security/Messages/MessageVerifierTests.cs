using System.Security.Cryptography.X509Certificates;
using System.Xml;
using XdsDmp.Security.Messages;
using XdsDmp.Security.Signatures;
using XdsDmp.Soap;
using XdsDmp.Xml;

namespace XdsDmp.Tests.Unit.Security.Messages;

[TestClass]
public sealed class MessageVerifierTests
{
    private const string Wsu = WssNames.Utility;

    [TestMethod]
    [DataRow("rsa", false)]
    [DataRow("rsa", true)]
    [DataRow("p256", false)]
    [DataRow("p384", false)]
    [DataRow("p521", false)]
    public async Task ASignedMessageTellsItsSigner(string kind, bool isPss)
    {
        using var sample = new SignedSample(kind);
        var accepted = sample.Receive(await sample.SignAsync(isPss: isPss));
        Assert.AreEqual(sample.Certificate.Thumbprint, accepted.Verified.Signer.Thumbprint);
        Assert.AreEqual(SignedSample.Question.Addressing.Action, accepted.Addressing.Action);
        Assert.HasCount(1, accepted.Verified.SignatureValues);
    }

    [TestMethod]
    public async Task Soap11IsSignedAndVerifiedAlike()
    {
        using var sample = new SignedSample();
        var question = SignedSample.Question with { Form = new SoapForm(SoapVersion.Soap11, IsMtom: false) };
        Assert.IsNotNull(sample.Receive(await sample.SignAsync(question)).Verified);
    }

    [TestMethod]
    public async Task AnUntrustedSignerIsRefused()
    {
        using var sample = new SignedSample();
        using var stranger = SignedSample.SelfSigned("rsa", "CN=practice");
        Assert.AreEqual(SecurityFault.FailedAuthentication, sample.RefusalOf(await sample.SignAsync(by: stranger)));
    }

    [TestMethod]
    public async Task AForeignKeyUnderATrustedCertificateIsRefused()
    {
        using var sample = new SignedSample();
        using var stranger = SignedSample.SelfSigned("rsa", "CN=practice");
        var tree = SignedSample.Tree(await sample.SignAsync(by: stranger));
        var token = One(tree, "BinarySecurityToken");
        var (former, ours) = (token.InnerText, Convert.ToBase64String(sample.Certificate.RawData));
        token.InnerText = ours;
        Assert.AreNotEqual(former, ours);
        Assert.AreEqual(SecurityFault.FailedCheck, sample.RefusalOf(tree));
    }

    [TestMethod]
    public async Task AKeyInTheMessageIsNotBelieved()
    {
        using var sample = new SignedSample();
        using var stranger = SignedSample.SelfSigned("rsa", "CN=practice");
        var tree = SignedSample.Tree(await sample.SignAsync(by: stranger));
        using var key = stranger.GetRSAPublicKey()!;
        One(tree, "KeyInfo").InnerXml =
            $"""<KeyValue xmlns="{SignatureNames.Ds}">{key.ToXmlString(false)}</KeyValue>""";
        Assert.AreEqual(SecurityFault.UnsupportedSecurityToken, sample.RefusalOf(tree));
    }

    [TestMethod]
    [DataRow("Body")]
    [DataRow("Action")]
    [DataRow("To")]
    [DataRow("MessageID")]
    [DataRow("ReplyTo")]
    [DataRow("Timestamp")]
    public async Task APartThatIsNotSignedIsRefused(string part)
    {
        using var sample = new SignedSample();
        var envelope = await new PartialSigner(sample).SignAllButAsync(part);
        Assert.AreEqual(SecurityFault.InvalidSecurity, sample.RefusalOf(envelope));
    }

    [TestMethod]
    [DataRow("Body")]
    [DataRow("Action")]
    [DataRow("To")]
    [DataRow("MessageID")]
    [DataRow("Address")]
    [DataRow("Created")]
    public async Task APartThatWasChangedIsRefused(string part)
    {
        using var sample = new SignedSample();
        var tree = await sample.SignedTreeAsync();
        var text = part == "Body" ? One(tree, "P") : One(tree, part);
        text.InnerText = part == "Created" ? text.InnerText.Replace("Z", "1Z") : text.InnerText + "0";
        Assert.AreEqual(SecurityFault.FailedCheck, sample.RefusalOf(tree));
    }

    [TestMethod]
    public async Task ASignedHeaderUnderAnUnsignedBodyIsRefused()
    {
        using var sample = new SignedSample();
        var tree = await sample.SignedTreeAsync();
        var body = One(tree, "Body");
        body.RemoveAllAttributes();
        Assert.AreEqual(SecurityFault.FailedCheck, sample.RefusalOf(tree));
    }

    [TestMethod]
    public async Task WithoutATimestampItIsRefused()
    {
        using var sample = new SignedSample();
        var tree = await sample.SignedTreeAsync();
        var timestamp = One(tree, "Timestamp");
        timestamp.ParentNode!.RemoveChild(timestamp);
        Assert.AreEqual(SecurityFault.FailedCheck, sample.RefusalOf(tree));
    }

    [TestMethod]
    public async Task TwoTimestampsAreRefused()
    {
        using var sample = new SignedSample();
        var tree = await sample.SignedTreeAsync();
        var second = (XmlElement)One(tree, "Timestamp").CloneNode(deep: true);
        second.SetAttribute("Id", Wsu, "another");
        One(tree, "Security").AppendChild(second);
        Assert.AreEqual(SecurityFault.InvalidSecurity, sample.RefusalOf(tree));
    }

    [TestMethod]
    public async Task ASecondSecurityHeaderForUsIsRefused()
    {
        using var sample = new SignedSample();
        var tree = await sample.SignedTreeAsync();
        One(tree, "Header").AppendChild(tree.CreateElement("w", "Security", WssNames.Security));
        Assert.ThrowsExactly<SoapFaultException>(() => sample.Receive(tree));
    }

    [TestMethod]
    public async Task ASecurityHeaderForSomebodyElseIsNotLookedAt()
    {
        using var sample = new SignedSample();
        var tree = await sample.SignedTreeAsync();
        var other = tree.CreateElement("w", "Security", WssNames.Security);
        other.SetAttribute("role", tree.DocumentElement!.NamespaceURI, "urn:somebody:else");
        One(tree, "Header").AppendChild(other);
        Assert.IsNotNull(sample.Receive(tree).Verified);
    }

    [TestMethod]
    [DataRow("EncryptedKey", "http://www.w3.org/2001/04/xmlenc#")]
    [DataRow("UsernameToken", WssNames.Security)]
    [DataRow("Anything", "urn:unknown")]
    public async Task ATokenThatNobodyChecksIsRefused(string name, string namespaceUri)
    {
        using var sample = new SignedSample();
        var tree = await sample.SignedTreeAsync();
        One(tree, "Security").AppendChild(tree.CreateElement("t", name, namespaceUri));
        Assert.AreEqual(SecurityFault.UnsupportedSecurityToken, sample.RefusalOf(tree));
    }

    [TestMethod]
    public async Task CommentsAndInstructionsInTheHeaderAreRefused()
    {
        using var sample = new SignedSample();
        foreach (var make in new Func<XmlDocument, XmlNode>[]
        {
            tree => tree.CreateComment("x"), tree => tree.CreateProcessingInstruction("x", "y"),
        })
        {
            var tree = await sample.SignedTreeAsync();
            One(tree, "Created").AppendChild(make(tree));
            Assert.AreEqual(SecurityFault.InvalidSecurity, sample.RefusalOf(tree));
        }
    }

    [TestMethod]
    [DataRow("SignatureValue")]
    [DataRow("DigestValue")]
    [DataRow("BinarySecurityToken")]
    public async Task BrokenBase64IsAFailedCheck(string element)
    {
        using var sample = new SignedSample();
        var tree = await sample.SignedTreeAsync();
        One(tree, element).InnerText = "!no base64!";
        Assert.AreEqual(SecurityFault.FailedCheck, sample.RefusalOf(tree));
    }

    [TestMethod]
    public async Task AnUnsignedConfirmationIsRefused()
    {
        using var sample = new SignedSample();
        var tree = await sample.SignedTreeAsync();
        var confirmation = tree.CreateElement("c", "SignatureConfirmation", WssNames.Security11);
        confirmation.SetAttribute("Value", "AAAA");
        One(tree, "Security").AppendChild(confirmation);
        Assert.AreEqual(SecurityFault.InvalidSecurity, sample.RefusalOf(tree));
    }

    [TestMethod]
    public async Task ACertificateThatExpiredBetweenTwoCallsIsRefused()
    {
        var end = DateTimeOffset.UtcNow.AddSeconds(2);
        using var expiring = SignedSample.SelfSigned("p256", "CN=expiring", end);
        using var sample = new SignedSample();
        File.WriteAllText(Path.Combine(sample.TrustFolder, "expiring.pem"), expiring.ExportCertificatePem());
        var clock = new FakeClock { Now = DateTimeOffset.UtcNow };
        var verifier = sample.VerifierAt(clock);
        var envelope = SecuredEnvelope.Read(await sample.SignAsync(by: expiring), XmlLimits.Metadata);
        Assert.IsNotNull(verifier.Verify(envelope, clock.Now));
        clock.Now = end.AddSeconds(1);
        var refusal = Assert.ThrowsExactly<UntrustedMessageException>(() => verifier.Verify(envelope, clock.Now));
        Assert.AreEqual(SecurityFault.FailedAuthentication, refusal.Kind);
    }

    internal static XmlElement One(XmlDocument tree, string localName) =>
        (XmlElement)tree.SelectSingleNode($"//*[local-name()='{localName}']")!;
}
