using System.Text;
using XdsDmp.Soap;

namespace XdsDmp.Tests.Unit.Soap;

[TestClass]
public sealed class MtomTests
{
    [TestMethod]
    public async Task AttachmentsComeInTheirOrder()
    {
        var (message, sink) = await Samples.ReadAsync(
            Samples.MtomType, Samples.Package(Samples.Root(), Samples.Part("a@x", "A"), Samples.Part("b@x", "B\r\n")));
        Assert.IsTrue(message.Form.IsMtom);
        Assert.AreEqual("a@x,b@x", string.Join(',', sink.Received.Select(r => r.Headers.ContentId)));
        Assert.AreEqual("text/plain", sink.Received[0].Headers.ContentType);
        CollectionAssert.AreEqual("B\r\n"u8.ToArray(), sink["b@x"]);
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(7)]
    [DataRow(5000)]
    public async Task ItDoesNotMatterInWhichPiecesItComes(int length)
    {
        const string Content = "A\r\n--MIMEBoundary_";
        var package = Encoding.UTF8.GetBytes(Samples.Package(Samples.Root(), Samples.Part("a@x", Content)));
        var (pieces, segments) = (Arrival.InPieces(package, () => length), Arrival.InSegments(package, () => length));
        foreach (var body in new[] { pieces, segments })
        {
            var sink = new CollectingSink();
            var reader = new SoapMessageReader(Samples.MtomType, body, Samples.Limits);
            using var message = await reader.ReadEnvelopeAsync(sink, CancellationToken.None);
            await reader.ReadAttachmentsAsync(sink, CancellationToken.None);
            Assert.AreEqual("Ask", message.BodyName);
            Assert.AreEqual(Content, Encoding.ASCII.GetString(sink["a@x"]));
        }
    }

    [TestMethod]
    public async Task PartsMayPrecedeTheRoot()
    {
        var (_, sink) = await Samples.ReadAsync(
            Samples.MtomType, Samples.Package(Samples.Part("a@x", "A"), Samples.Root(), Samples.Part("b@x", "B")));
        Assert.HasCount(2, sink.Received);
    }

    [TestMethod]
    public async Task WithoutStartTheFirstPartIsTheRoot()
    {
        var type = Samples.MtomType.Replace("start=\"<root@x>\"; ", "");
        await Samples.ReadAsync(type, Samples.Package(Samples.Root()));
        await Samples.FaultAsync(type, Samples.Package(Samples.Part("a@x", "A"), Samples.Root()), "'text/plain'");
    }

    [TestMethod]
    public async Task TheRootMustBeThere() =>
        await Samples.MtomFaultAsync("'root@x' that the parameter start names", Samples.Part("a@x", "A"));

    [TestMethod]
    public async Task TheRootIsXop()
    {
        await Samples.MtomFaultAsync("'text/xml'", Samples.Root().Replace("application/xop+xml", "text/xml"));
        await Samples.MtomFaultAsync(
            "different SOAP versions", Samples.Root().Replace("\"application/soap+xml", "\"text/xml"));
        await Samples.MtomFaultAsync(
            "Content-Type of the root part is missing", $"Content-ID: <root@x>\r\n\r\n{Samples.Envelope()}");
    }

    [TestMethod]
    public async Task TypeParametersMayHoldFurtherParameters()
    {
        var type = Samples.MtomType.Replace("soap+xml\"", "soap+xml; charset=utf-8\"");
        var root = Samples.Root().Replace("soap+xml\"", "soap+xml;action=\\\"urn:x\\\"\"");
        var (message, _) = await Samples.ReadAsync(type, Samples.Package(root));
        Assert.AreEqual(new SoapForm(SoapVersion.Soap12, true), message.Form);
    }

    [TestMethod]
    public async Task PreambleAndEpilogueArePassedOverUpToALimit()
    {
        var package = Samples.Package(Samples.Root());
        var filler = new string('p', 60_000);
        await Samples.ReadAsync(Samples.MtomType, filler + package + filler);
        await Samples.FaultAsync(Samples.MtomType, filler + filler + package, "precede the first boundary");
        await Samples.FaultAsync(Samples.MtomType, package + filler + filler, "follow the closing boundary");
    }

    [TestMethod]
    public async Task LineFeedsAloneWillDo()
    {
        var (_, sink) = await Samples.ReadAsync(
            Samples.MtomType, Samples.Package(Samples.Root(), Samples.Part("a@x", "A")).Replace("\r\n", "\n"));
        CollectionAssert.AreEqual("A"u8.ToArray(), sink["a@x"]);
    }

    [TestMethod]
    public async Task AHeaderBlockIsBounded()
    {
        var long8K = "X: " + new string('x', 8200) + "\r\n";
        await Samples.MtomFaultAsync("longer than 8192 bytes", Samples.Root(), Samples.Part("a@x", "A", long8K));
        var many = string.Concat(Enumerable.Range(0, 25).Select(i => $"X{i}: 1\r\n"));
        await Samples.MtomFaultAsync("more than 20 header fields", Samples.Root(), Samples.Part("a@x", "A", many));
    }

    [TestMethod]
    [DataRow("no colon\r\n", "malformed header line 'no colon'")]
    [DataRow(": x\r\n", "malformed")]
    [DataRow("a b: x\r\n", "malformed")]
    [DataRow("X: \0\r\n", "malformed")]
    [DataRow("content-id: <b@x>\r\n", "'content-id' twice")]
    public async Task MalformedHeadersAreRefused(string line, string words) =>
        await Samples.MtomFaultAsync(words, Samples.Root(), Samples.Part("a@x", "A", line));

    [TestMethod]
    public async Task FoldedHeadersAreRead()
    {
        var (_, sink) = await Samples.ReadAsync(
            Samples.MtomType,
            Samples.Package(
                Samples.Root(), "Content-Type: text/plain;\r\n\tcharset=x\r\nContent-ID:\r\n <a@x>\r\n\r\nA"));
        Assert.AreEqual("text/plain; charset=x", sink.Received[0].Headers.ContentType);
    }

    [TestMethod]
    public async Task ContentIdsAreThereAndDifferent()
    {
        await Samples.MtomFaultAsync(
            "two parts have the Content-ID 'a@x'",
            Samples.Root(), Samples.Part("a@x", "A"), Samples.Part("a%40x", "B"));
        await Samples.MtomFaultAsync("'root@x'", Samples.Root(), Samples.Part("root@x", "A"));
        await Samples.MtomFaultAsync("part 2 has no Content-ID", Samples.Root(), "Content-Type: a/b\r\n\r\nA");
        await Samples.MtomFaultAsync("Content-ID of 0", Samples.Root(), Samples.Part("", "A"));
        await Samples.MtomFaultAsync("Content-ID of 2000", Samples.Root(), Samples.Part(new string('i', 2000), "A"));
    }

    [TestMethod]
    public async Task TheNumberOfPartsIsBounded()
    {
        var parts = Enumerable.Range(0, 3).Select(i => Samples.Part($"{i}@x", "A")).Prepend(Samples.Root()).ToArray();
        await Samples.FaultAsync(
            Samples.MtomType, Samples.Package(parts), "more than 3 parts", Samples.Limits with { MaxParts = 3 });
        await Samples.ReadAsync(Samples.MtomType, Samples.Package(parts), Samples.Limits with { MaxParts = 4 });
    }

    [TestMethod]
    public async Task PartAndTotalAreBoundedWhileTheyArrive()
    {
        var package = Samples.Package(Samples.Root(), Samples.Part("a@x", new string('A', 5000)));
        await Samples.FaultAsync(
            Samples.MtomType, package, "attachment 'a@x' (part 2) is larger than 4999 bytes",
            Samples.Limits with { MaxAttachmentBytes = 4999 });
        await Samples.FaultAsync(
            Samples.MtomType, package, "larger than 5000 bytes", Samples.Limits with { MaxTotalBytes = 5000 });
        await Samples.ReadAsync(Samples.MtomType, package, Samples.Limits with { MaxAttachmentBytes = 5000 });
    }

    [TestMethod]
    [DataRow("base64", "QUJ\r\nD", "ABC")]
    [DataRow("BASE64", "", "")]
    [DataRow("quoted-printable", "A=42=\r\nC=3D=\n.", "ABC=.")]
    [DataRow("7bit", "ABC", "ABC")]
    [DataRow("8bit", "ABC", "ABC")]
    public async Task TransferEncodingsAreHonoured(string encoding, string content, string expected)
    {
        var part = Samples.Part("a@x", content, $"Content-Transfer-Encoding: {encoding}\r\n");
        var (_, sink) = await Samples.ReadAsync(Samples.MtomType, Samples.Package(Samples.Root(), part));
        Assert.AreEqual(expected, Encoding.ASCII.GetString(sink["a@x"]));
    }

    [TestMethod]
    [DataRow("base64", "QU!D", "base64")]
    [DataRow("base64", "QUJ", "multiple of 4")]
    [DataRow("quoted-printable", "A=4", "quoted-printable")]
    [DataRow("quoted-printable", "A=ZZ", "'=ZZ'")]
    [DataRow("gzip", "x", "accepted: binary, 8bit, 7bit, base64, quoted-printable")]
    public async Task WrongTransferEncodingsAreRefused(string encoding, string content, string words) =>
        await Samples.MtomFaultAsync(
            words, Samples.Root(), Samples.Part("a@x", content, $"Content-Transfer-Encoding: {encoding}\r\n"));

    [TestMethod]
    public async Task TheRootMayBeEncodedToo()
    {
        var base64 = Convert.ToBase64String(Encoding.UTF8.GetBytes(Samples.Envelope()));
        var (message, _) = await Samples.ReadAsync(
            Samples.MtomType, Samples.Package(Samples.Root(base64).Replace("binary", "base64")));
        Assert.AreEqual("Ask", message.BodyName);
    }

    [TestMethod]
    public async Task NestedPackagesAreRefused() => await Samples.MtomFaultAsync(
        "itself a multipart",
        Samples.Root(), Samples.Part("a@x", "A").Replace("text/plain", "Multipart/mixed; boundary=y"));

    [TestMethod]
    public async Task WithoutASinkNoAttachmentIsTaken()
    {
        var body = Arrival.AtOnce(Samples.Package(Samples.Root(), Samples.Part("a@x", "A")));
        var reader = new SoapMessageReader(Samples.MtomType, body, Samples.Limits);
        using var message = await reader.ReadEnvelopeAsync(null, CancellationToken.None);
        var fault = await Assert.ThrowsExactlyAsync<SoapFaultException>(
            () => reader.ReadAttachmentsAsync(null, CancellationToken.None));
        Assert.Contains("'a@x'", fault.Reason);
    }

    [TestMethod]
    public async Task ASinkThatReadsNothingDoesNoHarm()
    {
        var package = Samples.Package(Samples.Root(), Samples.Part("a@x", "A"), Samples.Part("b@x", "B"));
        var reader = new SoapMessageReader(Samples.MtomType, Arrival.AtOnce(package), Samples.Limits);
        var sink = new IdleSink();
        using var message = await reader.ReadEnvelopeAsync(sink, CancellationToken.None);
        await reader.ReadAttachmentsAsync(sink, CancellationToken.None);
        Assert.HasCount(2, sink.Streams);
        await Assert.ThrowsExactlyAsync<ObjectDisposedException>(
            async () => await sink.Streams[0].ReadExactlyAsync(new byte[1]));
    }

    [TestMethod]
    public async Task AMessageCutAnywhereIsNeverComplete()
    {
        var whole = Samples.Package(Samples.Root(), Samples.Part("a@x", "content"));
        var closing = whole.LastIndexOf("--", StringComparison.Ordinal) + 2;
        for (var length = 0; length < closing; length++)
        {
            var sink = new CollectingSink();
            var reader = new SoapMessageReader(Samples.MtomType, Arrival.AtOnce(whole[..length]), Samples.Limits);
            await Assert.ThrowsExactlyAsync<SoapFaultException>(
                async () =>
                {
                    using var message = await reader.ReadEnvelopeAsync(sink, CancellationToken.None);
                    await reader.ReadAttachmentsAsync(sink, CancellationToken.None);
                },
                $"cut to {length} bytes");
            Assert.IsEmpty(sink.Received);
        }
    }

    [TestMethod]
    public async Task TheQuirksOfGsoapAreTaken()
    {
        const string Odd = "==0xf2xVGFYkSoQ7MVzQ8Q3mVmyYyKmkVqXR4t5vYjP8mkjM4KjZlJ0qJ/P+0/==";
        const string Type =
            $"multipart/related; charset=utf-8; boundary=\"{Odd}\"; type=\"application/xop+xml\"; "
            + "start=\"<SOAP-ENV:Envelope>\"; start-info=\"application/soap+xml; charset=utf-8\"; action=\"urn:act\"";
        const string Reference = "<xop:Include xmlns:xop='http://www.w3.org/2004/08/xop/include' href='doc1'/>";
        var root = "Content-Type: application/xop+xml; charset=utf-8; type=\"application/soap+xml\"\r\n"
            + "Content-Transfer-Encoding: binary\r\nContent-ID: <SOAP-ENV:Envelope>\r\n\r\n"
            + Samples.Envelope($"<Document>{Reference}</Document>")
                .Replace("mustUnderstand='1'", "mustUnderstand='true'");
        var package = $"--{Odd}\r\n{root}\r\n--{Odd}\r\nContent-Type: text/xml\r\nContent-Transfer-Encoding: binary\r\n"
            + $"Content-ID: doc1\r\n\r\n<a/>\r\n--{Odd}--";
        var (message, sink) = await Samples.ReadAsync(Type, package);
        using var body = message.ReadBody();
        Assert.IsTrue(XopInclude.TryReadReference(body, out var id));
        Assert.AreEqual("<a/>", Encoding.ASCII.GetString(sink[id!]));
    }

    private sealed class IdleSink : IAttachmentSink
    {
        public List<Stream> Streams { get; } = [];

        public ValueTask ReceiveAsync(AttachmentHeaders headers, Stream content, CancellationToken cancel)
        {
            Streams.Add(content);
            return ValueTask.CompletedTask;
        }
    }
}
