using System.Net;
using System.Text;
using XdsDmp.Soap;

namespace XdsDmp.Tests.Unit.Soap;

[TestClass]
public sealed class SoapClientTests
{
    private static readonly Uri Endpoint = new("https://peer/registry");
    private static readonly SoapForm Mtom = new(SoapVersion.Soap12, true);

    private static readonly OutgoingMessage Question = new()
    {
        Addressing = new AddressingHeaders { Action = "urn:ask", MessageId = "urn:uuid:q" },
        Body = "<b:Ask xmlns:b='urn:b'/>"u8.ToArray(),
    };

    [TestMethod]
    public async Task TheAnswerIsRead()
    {
        var peer = new Peer(Answer());
        using var answer = await CallAsync(peer, Question);
        Assert.AreEqual("Told", answer.BodyName);
        var (asked, _) = await Samples.ReadAsync(peer.ContentType!, peer.Received!);
        Assert.AreEqual("urn:uuid:q", asked.Addressing.MessageId);
        Assert.AreEqual(Endpoint.OriginalString, asked.Addressing.To);
        Assert.AreEqual(WsAddressing.Anonymous, asked.Addressing.ReplyTo);
        Assert.AreEqual(peer.Received!.Length, peer.ContentLength);
        Assert.EndsWith("action=\"urn:ask\"", peer.ContentType!);
    }

    [TestMethod]
    public async Task AttachmentsGoBothWays()
    {
        var attachment = SoapWriterTests.Attachment("b@x", "a/b", [2]);
        var peer = new Peer(Answer() with { Form = Mtom, Attachments = [attachment] });
        var sink = new CollectingSink();
        var question = Question with { Form = Mtom, Attachments = [SoapWriterTests.Attachment("a@x", "a/b", [1])] };
        using var answer = await CallAsync(peer, question, sink);
        CollectionAssert.AreEqual(new byte[] { 2 }, sink["b@x"]);
        Assert.IsNull(peer.ContentLength);
        var (_, sent) = await Samples.ReadAsync(peer.ContentType!, peer.Received!);
        CollectionAssert.AreEqual(new byte[] { 1 }, sent["a@x"]);
    }

    [TestMethod]
    public async Task Soap11CarriesItsActionInAHeader()
    {
        var form = new SoapForm(SoapVersion.Soap11, false);
        var peer = new Peer(Answer() with { Form = form });
        using var answer = await CallAsync(peer, Question with { Form = form });
        Assert.AreEqual("\"urn:ask\"", peer.SoapAction);
    }

    [TestMethod]
    [DataRow(HttpStatusCode.BadRequest)]
    [DataRow(HttpStatusCode.InternalServerError)]
    [DataRow(HttpStatusCode.OK)]
    public async Task AFaultIsThrown(HttpStatusCode status)
    {
        var fault = SoapFaults.ActionNotSupported("urn:ask", ["urn:x"]).Fault;
        var peer = new Peer(SoapFaultWriter.Answer(fault, SoapForm.Default, null), status);
        var thrown = await Assert.ThrowsExactlyAsync<SoapFaultReceivedException>(() => CallAsync(peer, Question));
        Assert.AreEqual("ActionNotSupported", thrown.Fault.Subcode!.Name);
        Assert.AreEqual(fault.Reason, thrown.Fault.Reason);
    }

    [TestMethod]
    public async Task AnUnquotedMediaTypeIsRead()
    {
        var package = Samples.Package(Samples.Root(Samples.Envelope(
            header: "<a:RelatesTo>urn:uuid:q</a:RelatesTo>")));
        var peer = new Peer(Samples.MtomType.Replace("\"", ""), package);
        using var answer = await CallAsync(peer, Question with { Form = Mtom });
        Assert.AreEqual("Ask", answer.BodyName);
    }

    [TestMethod]
    public async Task AnAnswerToAnotherQuestionIsRefused()
    {
        await TransportAsync(new Peer(Answer("urn:uuid:z")), "'urn:uuid:z', expected: 'urn:uuid:q'");
        await TransportAsync(new Peer(Answer(null)), "(none), expected: 'urn:uuid:q'");
    }

    [TestMethod]
    public async Task TheAnswerHasTheFormOfTheQuestion() => await TransportAsync(
        new Peer(Answer() with { Form = Mtom }), "the question was simple SOAP 1.2, the answer is MTOM SOAP 1.2");

    [TestMethod]
    [DataRow(HttpStatusCode.Accepted)]
    [DataRow(HttpStatusCode.ServiceUnavailable)]
    [DataRow(HttpStatusCode.Redirect)]
    public async Task AnotherStatusIsNoAnswer(HttpStatusCode status) =>
        await TransportAsync(new Peer(Answer(), status), $"HTTP status {(int)status}");

    [TestMethod]
    public async Task AnUnreadableAnswerIsTheFaultOfThePeerNotOfOurCaller()
    {
        await TransportAsync(new Peer("application/soap+xml", "<x"), "the answer is unacceptable");
        await TransportAsync(new Peer("text/html", "<x/>"), "'text/html'");
        await TransportAsync(new Peer("text/html", "<x/>", HttpStatusCode.InternalServerError), "'text/html'");
    }

    [TestMethod]
    public async Task OnlyWithoutAConnectionWasTheRequestSurelyNotReceived()
    {
        foreach (var error in Enum.GetValues<HttpRequestError>())
        {
            var isSure = error is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError
                or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError;
            var thrown = await TransportAsync(new Peer(new HttpRequestException(error, "no")), "no");
            Assert.AreEqual(!isSure, thrown.RequestMayHaveBeenReceived, error.ToString());
        }

        var broken = await TransportAsync(new Peer(new IOException("broken")), "broken");
        Assert.IsTrue(broken.RequestMayHaveBeenReceived);
    }

    [TestMethod]
    public async Task ATimeOutIsTransportButACancellationIsNot()
    {
        await TransportAsync(new Peer(new TaskCanceledException()), "within the time allowed");
        using var cancel = new CancellationTokenSource();
        await cancel.CancelAsync();
        using var http = new HttpClient(new Peer(Answer()));
        await Assert.ThrowsAsync<OperationCanceledException>(
            () => new SoapClient(http, Samples.Limits).CallAsync(Endpoint, Question, null, cancel.Token));
    }

    private static OutgoingMessage Answer(string? relatesTo = "urn:uuid:q") => new()
    {
        Addressing = new AddressingHeaders { Action = "urn:told", RelatesTo = relatesTo },
        Body = "<b:Told xmlns:b='urn:b'/>"u8.ToArray(),
    };

    private static async Task<SoapMessage> CallAsync(Peer peer, OutgoingMessage question, IAttachmentSink? sink = null)
    {
        using var http = new HttpClient(peer);
        return await new SoapClient(http, Samples.Limits).CallAsync(Endpoint, question, sink, CancellationToken.None);
    }

    private static async Task<SoapTransportException> TransportAsync(Peer peer, string words)
    {
        var thrown = await Assert.ThrowsExactlyAsync<SoapTransportException>(() => CallAsync(peer, Question));
        Assert.Contains(words, thrown.Message);
        return thrown;
    }

    /// <summary>Answers without a network, and remembers what it was asked.</summary>
    private sealed class Peer : HttpMessageHandler
    {
        private readonly Func<Task<HttpResponseMessage>> _answer;

        public Peer(Exception failure) => _answer = () => Task.FromException<HttpResponseMessage>(failure);

        public Peer(string type, string body, HttpStatusCode status = HttpStatusCode.OK) =>
            _answer = () => Task.FromResult(Response(status, type, Encoding.UTF8.GetBytes(body)));

        public Peer(OutgoingMessage message, HttpStatusCode status = HttpStatusCode.OK)
        {
            var writer = new SoapWriter(message);
            _answer = async () => Response(status, writer.ContentType, await SoapWriterTests.WriteAsync(writer));
        }

        public byte[]? Received { get; private set; }

        public string? ContentType { get; private set; }

        public long? ContentLength { get; private set; }

        public string? SoapAction { get; private set; }

        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken)
        {
            ContentType = request.Content!.Headers.GetValues("Content-Type").Single();
            ContentLength = request.Content.Headers.ContentLength;
            SoapAction = request.Headers.TryGetValues("SOAPAction", out var values) ? values.Single() : null;
            Received = await request.Content.ReadAsByteArrayAsync(cancellationToken);
            return await _answer();
        }

        private static HttpResponseMessage Response(HttpStatusCode status, string type, byte[] body)
        {
            var content = new ByteArrayContent(body);
            content.Headers.TryAddWithoutValidation("Content-Type", type);
            return new HttpResponseMessage(status) { Content = content };
        }
    }
}
