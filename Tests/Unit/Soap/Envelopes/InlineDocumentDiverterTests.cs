using System.Text;
using System.Xml.Linq;
using XdsDmp.Soap;

namespace XdsDmp.Tests.Unit.Soap.Envelopes;

[TestClass]
public sealed class InlineDocumentDiverterTests
{
    private static readonly SoapLimits Limits = Samples.Limits with
    {
        InlineDocumentThresholdBytes = 1000,
        MaxEnvelopeBytes = 100_000,
    };

    private static readonly string Filler = new(' ', 2000);

    [TestMethod]
    public async Task ALargeDocumentGoesToTheSink()
    {
        var bytes = Bytes(3_000_000);
        var (message, sink) = await ReadAsync(Document(Convert.ToBase64String(bytes)));
        Assert.IsLessThan(3000, message.Envelope.Length);
        CollectionAssert.AreEqual(bytes, sink.Received.Single().Content);
        Assert.AreEqual(sink.Received[0].Headers.ContentId, Reference(message));
    }

    [TestMethod]
    public async Task EverythingElseIsCopied()
    {
        const string Rest = "<p:More xmlns:p='urn:p&amp;\"q' p:a='1 &lt;&#10;&#9;\"' b=\"'\">"
            + "<![CDATA[<&>]]>\u00e9\U0001F600 &#13;<p:Empty/><nested xmlns='urn:n'><x/></nested></p:More>";
        var (message, _) = await ReadAsync(Document("QUJD") + Rest);
        var copied = Parsed(message);
        var sent = XElement.Parse(Samples.Envelope(Body(Document("QUJD") + Rest)), LoadOptions.PreserveWhitespace);
        foreach (var tree in new[] { copied, sent })
        {
            tree.Descendants(XName.Get("Document", "urn:docs")).Single().RemoveNodes();
        }

        Assert.IsTrue(XNode.DeepEquals(Normal(sent), Normal(copied)), copied.ToString());
    }

    [TestMethod]
    public async Task LongTextWithPairsIsCopiedWhole()
    {
        var text = string.Concat(Enumerable.Repeat("a\U0001F600", 8000)) + "b\U0001F600";
        var (message, _) = await ReadAsync($"<t>{text}</t>");
        Assert.AreEqual(text, Parsed(message).Descendants("t").Single().Value);
    }

    [TestMethod]
    public async Task SeveralDocumentsKeepTheirOrder()
    {
        var documents = Enumerable.Range(0, 20).Select(i => Bytes(10_000 + i)).ToArray();
        var inline = string.Concat(documents.Select(d => Document(Convert.ToBase64String(d))));
        var (message, sink) = await ReadAsync(inline);
        var references = Parsed(message).Descendants(XName.Get("Include", "http://www.w3.org/2004/08/xop/include"))
            .Select(i => XopInclude.ContentIdOf(i.Attribute("href")!.Value)).ToArray();
        Assert.HasCount(20, references);
        for (var i = 0; i < 20; i++)
        {
            CollectionAssert.AreEqual(documents[i], sink[references[i]]);
        }
    }

    [TestMethod]
    public async Task InAPackageItWorksAsWell()
    {
        var bytes = Bytes(200_000);
        var root = Samples.Root(Samples.Envelope(Body(
            Document(Convert.ToBase64String(bytes))
            + Document("\n <xop:Include xmlns:xop='http://www.w3.org/2004/08/xop/include' href='cid:a@x'/>"))));
        var (message, sink) = await Samples.ReadAsync(
            Samples.MtomType, Samples.Package(root, Samples.Part("a@x", "A")), Limits);
        Assert.HasCount(2, sink.Received);
        CollectionAssert.AreEqual(bytes, sink.Received[0].Content);
        Assert.Contains("cid:a@x", Encoding.UTF8.GetString(message.Envelope.Span));
    }

    [TestMethod]
    public async Task BlanksInBase64AreSkipped()
    {
        var bytes = Bytes(100_000);
        var text = "\r\n  " + Convert.ToBase64String(bytes, Base64FormattingOptions.InsertLineBreaks) + "\n ";
        var (_, sink) = await ReadAsync(Document(text.Replace("\r\n", "\n\t&#13;")));
        CollectionAssert.AreEqual(bytes, sink.Received.Single().Content);
    }

    [TestMethod]
    [DataRow("QUJ", "multiple of 4")]
    [DataRow("QU!D", "does not belong to base64")]
    [DataRow("QUJ\u0151", "does not belong to base64")]
    [DataRow("QUI=QUJD", "base64")]
    [DataRow("QUJD<x/>", "holds 'x' beside its base64 text")]
    [DataRow("QUJD</wrong>", "cannot be read")]
    public async Task InvalidBase64IsRefused(string content, string words) =>
        await Samples.FaultAsync(Samples.SimpleType, Samples.Envelope(Body(Document(content))), words, Limits);

    [TestMethod]
    public async Task BelowTheThresholdItStaysInTheEnvelope()
    {
        var (message, sink) = await Samples.ReadAsync(
            Samples.SimpleType, Samples.Envelope($"<b:Ask xmlns:b='urn:b'>{Document("QUJD")}</b:Ask>"), Limits);
        Assert.IsEmpty(sink.Received);
        Assert.Contains("QUJD", Encoding.UTF8.GetString(message.Envelope.Span));
    }

    [TestMethod]
    public async Task AnEmptyDocumentIsNotDiverted()
    {
        var (_, sink) = await ReadAsync(Document("") + Document(" ") + "<d:Document xmlns:d='urn:docs'/>");
        Assert.IsEmpty(sink.Received);
    }

    [TestMethod]
    public async Task OnlyTheDocumentIsFreeOfTheEnvelopeLimit()
    {
        await FaultAsync($"<t>{new string('x', 200_000)}</t>", "envelope is larger than 100000");
        await FaultAsync($"<t a='{new string('x', 300_000)}'/>", "larger than the envelope may be");
        await FaultAsync($"<!--{new string('x', 300_000)}-->", "larger than the envelope may be");
        await FaultAsync(Document($"QUJD<t a='{new string('x', 300_000)}'/>"), "larger than the envelope may be");
    }

    [TestMethod]
    public async Task ADocumentHasTheLimitOfAnAttachment()
    {
        var document = Document(Convert.ToBase64String(Bytes(50_000)));
        var fault = await Assert.ThrowsExactlyAsync<SoapFaultException>(() => Samples.ReadAsync(
            Samples.SimpleType, Samples.Envelope(Body(document)), Limits with { MaxAttachmentBytes = 49_999 }));
        Assert.Contains("inline document 1 is larger than 49999 bytes", fault.Reason);
    }

    [TestMethod]
    public async Task AMessageCutAnywhereNeverYieldsADocumentOrMessage()
    {
        var whole = Samples.Envelope($"<b:Ask xmlns:b='urn:b'>{Document(Convert.ToBase64String(Bytes(300)))}</b:Ask>");
        var documentEnd = whole.IndexOf("</d:Document", StringComparison.Ordinal);
        for (var length = 0; length < whole.Length; length++)
        {
            var sink = new CollectingSink();
            var reader = new SoapMessageReader(
                Samples.SimpleType, Arrival.AtOnce(whole[..length]), Limits with { InlineDocumentThresholdBytes = 10 });
            await Assert.ThrowsExactlyAsync<SoapFaultException>(
                () => reader.ReadEnvelopeAsync(sink, CancellationToken.None), $"cut to {length}");
            Assert.IsTrue(sink.Received.Count == 0 || length > documentEnd, $"cut to {length}");
        }
    }

    [TestMethod]
    public async Task MemoryDoesNotGrowWithTheDocument()
    {
        const int Length = 200_000_000;
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var body = System.IO.Pipelines.PipeReader.Create(new EndlessDocument(Length));
        var sink = new CountingSink();
        var reader = new SoapMessageReader(Samples.SimpleType, body, Limits);
        using var message = await reader.ReadEnvelopeAsync(sink, CancellationToken.None);
        Assert.AreEqual(Length / 4 * 3, sink.Length);
        Assert.IsLessThan(20_000_000, sink.Peak - before);
    }

    private static string Document(string content) => $"<d:Document xmlns:d='urn:docs' id='1'>{content}</d:Document>";

    private static string Body(string content) => $"<b:Ask xmlns:b='urn:b'>{content}{Filler}</b:Ask>";

    private static byte[] Bytes(int length)
    {
        var bytes = new byte[length];
        new Random(length).NextBytes(bytes);
        return bytes;
    }

    private static XElement Parsed(SoapMessage message) =>
        XElement.Parse(Encoding.UTF8.GetString(message.Envelope.Span), LoadOptions.PreserveWhitespace);

    private static XElement Normal(XElement element) => new(
        element.Name,
        element.Attributes().Select(a => new XAttribute(a.Name, a.Value)),
        element.Nodes().Select(n => n switch
        {
            XElement child => (XNode)Normal(child),
            XText text => new XText(text.Value),
            _ => n,
        }));

    private static string? Reference(SoapMessage message)
    {
        using var reader = message.ReadBody();
        Assert.IsTrue(reader.ReadToDescendant("Document", "urn:docs"));
        Assert.IsTrue(XopInclude.TryReadReference(reader, out var id));
        return id;
    }

    private static Task<(SoapMessage Message, CollectingSink Sink)> ReadAsync(string content) =>
        Samples.ReadAsync(Samples.SimpleType, Samples.Envelope(Body(content)), Limits);

    private static Task<FaultDescription> FaultAsync(string content, string words) =>
        Samples.FaultAsync(Samples.SimpleType, Samples.Envelope(Body(content)), words, Limits);

    private sealed class CountingSink : IAttachmentSink
    {
        public long Length { get; private set; }

        public long Peak { get; private set; }

        public async ValueTask ReceiveAsync(AttachmentHeaders headers, Stream content, CancellationToken cancel)
        {
            var buffer = new byte[1 << 16];
            int count;
            for (var i = 0; (count = await content.ReadAsync(buffer, cancel)) > 0; i++)
            {
                Length += count;
                Peak = i % 1000 == 0 ? Math.Max(Peak, GC.GetTotalMemory(forceFullCollection: true)) : Peak;
            }
        }
    }

    /// <summary>An envelope whose document is made while it is read.</summary>
    private sealed class EndlessDocument(long length) : MemoryStream
    {
        private readonly byte[] _start = Encoding.UTF8.GetBytes(
            Samples.Envelope($"<b:Ask xmlns:b='urn:b'>{Document("|")}</b:Ask>"));

        private long _position;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var mark = Array.IndexOf(_start, (byte)'|');
            var span = buffer.Span;
            int count;
            if (_position < mark)
            {
                count = Math.Min(span.Length, mark - (int)_position);
                _start.AsSpan((int)_position, count).CopyTo(span);
            }
            else if (_position < mark + length)
            {
                count = (int)Math.Min(span.Length, mark + length - _position);
                span[..count].Fill((byte)'A');
            }
            else
            {
                var at = (int)(_position - length) + 1;
                count = Math.Min(span.Length, _start.Length - at);
                _start.AsSpan(at, count).CopyTo(span);
            }

            _position += count;
            return ValueTask.FromResult(count);
        }
    }
}
