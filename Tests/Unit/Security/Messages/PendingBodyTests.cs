using System.Text;
using XdsDmp.Security.Messages;
using XdsDmp.Security.Signatures;
using XdsDmp.Soap;
using XdsDmp.Xml.Canonical;

namespace XdsDmp.Tests.Unit.Security.Messages;

/// <summary>A Body whose document is an attachment: known when the document is, and not before.</summary>
[TestClass]
public sealed class PendingBodyTests
{
    private const string Document = "the document that was signed";

    [TestMethod]
    [DataRow(Document, true)]
    [DataRow("another document", false)]
    [DataRow("", false)]
    public async Task TheDocumentMustBeTheOneThatWasSigned(string document, bool isGood)
    {
        using var sample = new SignedSample();
        var pending = sample.Receive(await SignedAsync(sample)).Verified.Pending;
        Assert.HasCount(1, pending);
        var completion = pending[0].CompleteAsync(_ => Text(document), CancellationToken.None);
        await AssertAsync(isGood, completion);
    }

    [TestMethod]
    public async Task ADocumentThatIsNotThereIsNotTheOneThatWasSigned()
    {
        using var sample = new SignedSample();
        var pending = sample.Receive(await SignedAsync(sample)).Verified.Pending;
        await AssertAsync(false, pending[0].CompleteAsync(_ => null, CancellationToken.None));
    }

    [TestMethod]
    public async Task EverySignatureOverTheBodyIsCompleted()
    {
        using var sample = new SignedSample();
        var tree = SignedSample.Tree(await SignedAsync(sample));
        var honest = MessageVerifierTests.One(tree, "Signature");

        // Somebody else whom we trust adds a signature over a Body of his own, before the one that covers everything.
        var body = new SignedPart("#body", new byte[32]) { Canonical = CanonicalMethod.Exclusive };
        var added = tree.CreateDocumentFragment();
        added.InnerXml = Encoding.UTF8.GetString(SignatureWriter.Write([body], sample.Certificate));
        honest.ParentNode!.InsertBefore(added, honest);

        var verified = sample.Receive(tree).Verified;
        Assert.HasCount(2, verified.Pending);
        await AssertAsync(false, verified.Pending[0].CompleteAsync(_ => Text(Document), CancellationToken.None));
        await AssertAsync(true, verified.Pending[1].CompleteAsync(_ => Text(Document), CancellationToken.None));
    }

    [TestMethod]
    public async Task AnIncludeWhereNoDocumentStandsIsAnElementLikeAnyOther()
    {
        using var sample = new SignedSample();
        var text = Convert.ToBase64String(Encoding.UTF8.GetBytes(Document));
        var tree = SignedSample.Tree(await sample.SignAsync(SignedSample.Question with
        {
            Body = Encoding.UTF8.GetBytes($"<q:P xmlns:q=\"{SignedSample.QueryNamespace}\">{text}</q:P>"),
        }));
        var include = tree.CreateElement("Include", WssNames.Xop);
        include.SetAttribute("href", "cid:document@test");
        MessageVerifierTests.One(tree, "P").ReplaceChild(include, MessageVerifierTests.One(tree, "P").FirstChild!);
        Assert.AreEqual(SecurityFault.FailedCheck, sample.RefusalOf(tree));
    }

    private static Task<byte[]> SignedAsync(SignedSample sample) => sample.SignAsync(SignedSample.Question with
    {
        Form = new SoapForm(SoapVersion.Soap12, IsMtom: true),
        Body = Encoding.UTF8.GetBytes("""
            <x:Request xmlns:x="urn:ihe:iti:xds-b:2007"><x:Document id="Document01"><xop:Include
              xmlns:xop="http://www.w3.org/2004/08/xop/include" href="cid:document@test"/></x:Document></x:Request>
            """),
        Attachments =
        [
            new OutgoingAttachment("document@test", "text/plain", async (output, cancel) =>
                await output.WriteAsync(Encoding.UTF8.GetBytes(Document), cancel)),
        ],
    });

    private static MemoryStream Text(string document) =>
        new(Encoding.ASCII.GetBytes(Convert.ToBase64String(Encoding.UTF8.GetBytes(document))));

    private static async Task AssertAsync(bool isGood, Task completion)
    {
        if (isGood)
        {
            await completion;
            return;
        }

        var refusal = await Assert.ThrowsExactlyAsync<UntrustedMessageException>(() => completion);
        Assert.AreEqual(SecurityFault.FailedCheck, refusal.Kind);
    }
}
