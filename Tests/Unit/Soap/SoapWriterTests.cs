using System.IO.Pipelines;
using System.Text;
using XdsDmp.Soap;

namespace XdsDmp.Tests.Unit.Soap;

[TestClass]
public sealed class SoapWriterTests
{
    private static readonly AddressingHeaders Addressing = new()
    {
        Action = "urn:act<&\"",
        MessageId = "urn:uuid:2",
        RelatesTo = "urn:uuid:1",
        ReplyTo = WsAddressing.Anonymous,
        FaultTo = "urn:fault",
        To = "http://host/path?a=1&b=2",
    };

    [TestMethod]
    [DataRow(SoapVersion.Soap12, false)]
    [DataRow(SoapVersion.Soap12, true)]
    [DataRow(SoapVersion.Soap11, false)]
    [DataRow(SoapVersion.Soap11, true)]
    public async Task WhatIsWrittenCanBeRead(SoapVersion version, bool isMtom)
    {
        var message = new OutgoingMessage
        {
            Form = new SoapForm(version, isMtom),
            Addressing = Addressing,
            Body = Encoding.UTF8.GetBytes($"<b:Ask xmlns:b='urn:b'>{new string('é', 100_000)}</b:Ask>"),
            SecurityHeader = "<x:H xmlns:x='urn:x' soap:mustUnderstand='0'/>"u8.ToArray(),
        };
        var writer = new SoapWriter(message);
        var bytes = await WriteAsync(writer);
        Assert.AreEqual(writer.Length, bytes.Length);

        using var read = (await Samples.ReadAsync(writer.ContentType, bytes)).Message;
        Assert.AreEqual(message.Form, read.Form);
        Assert.AreEqual(Addressing, read.Addressing);
        Assert.AreEqual(("urn:b", "Ask"), (read.BodyNamespace, read.BodyName));
    }

    [TestMethod]
    public async Task AttachmentsComeThrough()
    {
        var content = new byte[500_000];
        new Random(1).NextBytes(content);
        var writer = new SoapWriter(
            Mtom(Attachment("a@x", "text/xml", content), Attachment("é b@x", "a/b\r\nX: y", [])));
        Assert.IsNull(writer.Length);
        var (_, sink) = await Samples.ReadAsync(writer.ContentType, await WriteAsync(writer));
        CollectionAssert.AreEqual(content, sink["a@x"]);
        Assert.IsEmpty(sink["é b@x"]);
        Assert.AreEqual("text/xml", sink.Received[0].Headers.ContentType);
    }

    [TestMethod]
    public void TheMediaTypesAreThoseOfTheFramework()
    {
        Assert.AreEqual("application/soap+xml; charset=UTF-8", Type(new(SoapVersion.Soap12, false)));
        Assert.AreEqual("text/xml; charset=UTF-8", Type(new(SoapVersion.Soap11, false), isRequest: true));
        Assert.AreEqual(
            "application/soap+xml; charset=UTF-8; action=\"urn:act<&\\\"\"",
            Type(new(SoapVersion.Soap12, false), isRequest: true));
        Assert.StartsWith(
            "multipart/related; type=\"application/xop+xml\"; start=\"<envelope@xdsdmp>\"; "
            + "start-info=\"application/soap+xml\"; boundary=\"MIMEBoundary_",
            Type(new(SoapVersion.Soap12, true)));
    }

    [TestMethod]
    public void NoTwoMessagesShareABoundary() =>
        Assert.AreNotEqual(Type(new(SoapVersion.Soap12, true)), Type(new(SoapVersion.Soap12, true)));

    [TestMethod]
    public async Task TheActionIsMandatory()
    {
        var writer = new SoapWriter(new OutgoingMessage { Addressing = Addressing });
        var xml = Encoding.UTF8.GetString(await WriteAsync(writer));
        Assert.Contains("<wsa:Action soap:mustUnderstand=\"1\">urn:act&lt;&amp;\"</wsa:Action>", xml);
    }

    [TestMethod]
    public void ASimpleMessageHasNoAttachments() => Assert.ThrowsExactly<ArgumentException>(
        () => new SoapWriter(Mtom(Attachment("a@x", "a/b", [])) with { Form = SoapForm.Default }));

    [TestMethod]
    public async Task APeerThatStopsReadingStopsTheWriter()
    {
        var pipe = new Pipe();
        await pipe.Reader.CompleteAsync();
        var writer = new SoapWriter(new OutgoingMessage { Body = new byte[1_000_000] });
        await Assert.ThrowsExactlyAsync<IOException>(() => writer.WriteAsync(pipe.Writer, CancellationToken.None));
    }

    internal static async Task<byte[]> WriteAsync(SoapWriter writer)
    {
        var stream = new MemoryStream();
        var output = PipeWriter.Create(stream);
        await writer.WriteAsync(output, CancellationToken.None);
        return stream.ToArray();
    }

    internal static OutgoingAttachment Attachment(string id, string type, byte[] content) => new(
        id, type, async (output, cancel) => await output.WriteAsync(content, cancel));

    private static OutgoingMessage Mtom(params OutgoingAttachment[] attachments) => new()
    {
        Form = new SoapForm(SoapVersion.Soap12, true),
        Body = "<a/>"u8.ToArray(),
        Attachments = attachments,
    };

    private static string Type(SoapForm form, bool isRequest = false) =>
        new SoapWriter(new OutgoingMessage { Form = form, Addressing = Addressing, IsRequest = isRequest }).ContentType;
}
