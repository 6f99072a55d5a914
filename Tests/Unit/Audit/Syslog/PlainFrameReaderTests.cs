using System.IO.Pipelines;
using System.Text;
using XdsDmp.Audit.Syslog;

namespace XdsDmp.Tests.Unit.Audit.Syslog;

[TestClass]
public sealed class PlainFrameReaderTests
{
    private const string Header = "<85>1 - h a - DICOM+RFC3881 - ";

    [TestMethod]
    [DataRow("3 abc2 de", "abc|de")]
    [DataRow("<1>a\n<1>b\n", "<1>a|<1>b")]
    [DataRow("<1>a\0<1>b", "<1>a|<1>b")]
    [DataRow("\n\n<1>a\n\r\n<1>b\n", "<1>a|<1>b")]
    [DataRow("", "")]
    public async Task TheFirstOctetTellsTheFraming(string stream, string messages) =>
        Assert.AreEqual(messages, await AllAsync(stream));

    [TestMethod]
    public async Task AnAuditMessageMayHaveManyLines()
    {
        var one = Header + "\n<?xml version=\"1.0\"?>\n\n<AuditMessage>\n<x/>\n</AuditMessage>";
        var two = Header + "<AuditMessage\n a='1'></AuditMessage>";
        var three = Header + "<Bundle>\n<AuditEvent>\n</AuditEvent>\n</Bundle>";

        Assert.AreEqual($"{one}|{two}|<1>x|{three}", await AllAsync($"{one}\n{two}\n<1>x\n{three}\n"));
    }

    [TestMethod]
    public async Task JsonMayHaveManyLines()
    {
        var one = Header + "{\n \"a\": \"} \\\" {\",\n \"b\": [{\n}]\n}";
        var two = Header + "\r\n\r\n{\n}";
        var cut = Header + "{\n \"a\": {";

        Assert.AreEqual($"{one}|{two}|{cut}\n|<1>x", await AllAsync($"{one}\n{two}\n{cut}\n<1>x\n"));
    }

    [TestMethod]
    public async Task ACutMessageDoesNotSwallowTheNext() => Assert.AreEqual(
        $"{Header}<AuditMessage><x>\nmore\n|<13>1 next|{Header}\nplain",
        await AllAsync($"{Header}<AuditMessage><x>\nmore\n<13>1 next\n{Header}\nplain\n"));

    [TestMethod]
    public async Task EachSplitOfTheStreamGivesTheSame()
    {
        var stream = Encoding.UTF8.GetBytes($"{Header}\n<AuditMessage>\n</AuditMessage>\n<1>b\0<1>c");
        for (var cut = 1; cut < stream.Length; cut++)
        {
            Assert.AreEqual(
                $"{Header}\n<AuditMessage>\n</AuditMessage>|<1>b|<1>c",
                await AllAsync(stream[..cut], stream[cut..]), $"cut at {cut}");
        }
    }

    [TestMethod]
    public async Task AMessageWithoutEndIsRefused()
    {
        var endless = new string('x', 1_001);

        var refused = await Assert.ThrowsExactlyAsync<SyslogFramingException>(() => AllAsync("<1>" + endless));

        Assert.AreEqual(SyslogFramingError.FrameTooLarge, refused.Error);
    }

    private static Task<string> AllAsync(string stream) => AllAsync(Encoding.UTF8.GetBytes(stream));

    private static async Task<string> AllAsync(params byte[][] segments)
    {
        var pipe = new Pipe();
        using var reader = new PlainFrameReader(pipe.Reader, 1_000);
        var reading = ReadAsync(reader);
        foreach (var segment in segments)
        {
            await pipe.Writer.WriteAsync(segment);
        }

        await pipe.Writer.CompleteAsync();
        return await reading;
    }

    private static async Task<string> ReadAsync(PlainFrameReader reader)
    {
        var messages = new List<string>();
        while (await reader.ReadAsync(CancellationToken.None) is { } frame)
        {
            using (frame)
            {
                messages.Add(Encoding.UTF8.GetString(frame.Message.Span));
            }
        }

        return string.Join('|', messages);
    }
}
