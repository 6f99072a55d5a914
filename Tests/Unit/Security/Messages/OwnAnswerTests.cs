using System.Text;
using XdsDmp.Security.Signatures;
using XdsDmp.Soap;

namespace XdsDmp.Tests.Unit.Security.Messages;

/// <summary>
/// Bodies without documents are signed without ever being nodes; whoever verifies makes nodes of them.
/// </summary>
[TestClass]
public sealed class OwnAnswerTests
{
    private const string Start = "<r:R xmlns:r='urn:r' xmlns:rim='urn:oasis:names:tc:ebxml-regrep:xsd:rim:3.0'>";

    [TestMethod]
    [DataRow("")]
    [DataRow("<r:a z='1' b='&gt;&#38;' a='é'/> \r\n<!-- c --><?p  d?><![CDATA[<&>]]>&apos;>")]
    [DataRow("<a xmlns='urn:a'/><b xmlns:r='urn:b' r:x=''/><soap:c/><wsu:d wsu:e=''/>")]
    [DataRow("<rim:O id='urn:uuid:1'/><rim:O id='urn:uuid:1'/><r:v value='body' name='token'/>")]
    public async Task WhatIsSentIsWhatWasSigned(string content)
    {
        using var sample = new SignedSample();
        var signed = await sample.SignAsync(Message(Start, content, "</r:R>"));
        StringAssert.Contains(Encoding.UTF8.GetString(signed), $"{Start}{content}</r:R>");
        Assert.IsTrue(sample.Receive(signed).Verified.Signer.Equals(sample.Certificate));
    }

    /// <summary>Pieces may end anywhere.</summary>
    [TestMethod]
    public async Task ThePiecesOfABodyAreSignedAsOne()
    {
        using var sample = new SignedSample();
        var whole = $"{Start}<r:é b='&amp;1' a='&gt;'/></r:R>";
        var octets = Encoding.UTF8.GetBytes(whole);
        var signed = await sample.SignAsync(SignedSample.Question with
        {
            Body = octets.AsMemory(0, 1),
            BodyContinued = [.. octets.Skip(1).Select(octet => new OctetPiece(new[] { octet }))],
        });
        StringAssert.Contains(Encoding.UTF8.GetString(signed), whole);
        Assert.IsNotNull(sample.Receive(signed).Verified);
    }

    [TestMethod]
    [DataRow("<rim:O id='body'/>")]
    [DataRow("<rim:O ID='timestamp'/>")]
    [DataRow("<r:o xml:id='token'/>")]
    [DataRow("<r:o wsu:Id='message-id'/>")]
    public async Task AnIdentifierThatTheSignatureNamesStandsNowhereElse(string content)
    {
        using var sample = new SignedSample();
        await Assert.ThrowsExactlyAsync<UntrustedMessageException>(
            () => sample.SignAsync(Message(Start, content, "</r:R>")));
    }

    [TestMethod]
    public async Task WhatIsNoBodyIsNotSigned()
    {
        using var sample = new SignedSample();
        await Assert.ThrowsExactlyAsync<UntrustedMessageException>(() => sample.SignAsync(Message("<r", "", "")));
    }

    private static OutgoingMessage Message(string body, params string[] continued) => SignedSample.Question with
    {
        Body = Encoding.UTF8.GetBytes(body),
        BodyContinued = [.. continued.Select(piece => new OctetPiece(Encoding.UTF8.GetBytes(piece)))],
    };
}
