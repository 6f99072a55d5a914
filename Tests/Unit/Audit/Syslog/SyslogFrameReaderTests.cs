using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using XdsDmp.Audit.Syslog;

namespace XdsDmp.Tests.Unit.Audit.Syslog;

[TestClass]
public sealed class SyslogFrameReaderTests
{
    public TestContext TestContext { get; set; } = null!;

    private CancellationToken Cancel => TestContext.CancellationToken;

    [TestMethod]
    public async Task SeveralFramesInOneSegmentAreAllRead()
    {
        var reader = Over("3 abc10 0123456789"u8.ToArray(), "1 x"u8.ToArray());

        Lines.AreEqual(await AllAsync(reader), "abc", "0123456789", "x");
    }

    [TestMethod]
    public async Task FramesMayBeSplitAtEveryByte()
    {
        var stream = "13 hello\n4 world3 abc"u8.ToArray();
        for (var split = 1; split < stream.Length; split++)
        {
            var reader = Over(stream[..split], stream[split..]);

            Lines.AreEqual(await AllAsync(reader), "hello\n4 world", "abc");
        }
    }

    [TestMethod]
    public async Task AFrameMayComeByteByByte()
    {
        var stream = "13 hello\n4 world3 abc"u8.ToArray();

        var reader = Over([.. stream.Select(value => new[] { value })]);

        Lines.AreEqual(await AllAsync(reader), "hello\n4 world", "abc");
    }

    [TestMethod]
    [DataRow("<85>1 - - - - - - x", SyslogFramingError.LengthNotDecimal)]
    [DataRow(" 3 abc", SyslogFramingError.LengthNotDecimal)]
    [DataRow("-3 abc", SyslogFramingError.LengthNotDecimal)]
    [DataRow("+3 abc", SyslogFramingError.LengthNotDecimal)]
    [DataRow("3\tabc", SyslogFramingError.LengthNotDecimal)]
    [DataRow("\n3 abc", SyslogFramingError.LengthNotDecimal)]
    [DataRow("03 abc", SyslogFramingError.LengthHasLeadingZero)]
    [DataRow("0 ", SyslogFramingError.LengthHasLeadingZero)]
    [DataRow("12345678901 x", SyslogFramingError.LengthTooLong)]
    [DataRow("9999999999 x", SyslogFramingError.FrameTooLarge)]
    [DataRow("101 x", SyslogFramingError.FrameTooLarge)]
    [DataRow("5 abc", SyslogFramingError.EndedInsideFrame)]
    [DataRow("5 ", SyslogFramingError.EndedInsideFrame)]
    [DataRow("5", SyslogFramingError.EndedInsideFrame)]
    public async Task ABadFrameIsNamed(string stream, SyslogFramingError expected)
    {
        var reader = Over(100, Encoding.ASCII.GetBytes(stream));

        var refused = await Assert.ThrowsExactlyAsync<SyslogFramingException>(() => AllAsync(reader));

        Assert.AreEqual(expected, refused.Error);
    }

    [TestMethod]
    public async Task TheFrameBeforeABadOneIsRead()
    {
        var reader = Over("3 abc\n3 def"u8.ToArray());

        using var first = await reader.ReadAsync(Cancel);

        Assert.AreEqual("abc", Encoding.ASCII.GetString(first!.Message.Span));
        await Assert.ThrowsExactlyAsync<SyslogFramingException>(() => reader.ReadAsync(Cancel).AsTask());
    }

    [TestMethod]
    public async Task TheLargestFrameAllowedIsRead()
    {
        var content = new byte[300_000];
        content.AsSpan().Fill((byte)'z');
        var output = new ArrayBufferWriter<byte>();
        SyslogFrameWriter.Write(output, content);
        var segments = output.WrittenSpan.ToArray().Chunk(1_001).ToArray();

        var frames = await AllAsync(Over(content.Length, segments));

        Assert.AreEqual(Encoding.ASCII.GetString(content), frames.Single());
    }

    [TestMethod]
    public async Task TheReaderKnowsWhetherItStandsInsideAFrame()
    {
        var pipe = new Pipe();
        var reader = new SyslogFrameReader(pipe.Reader);
        Assert.IsFalse(reader.IsInsideFrame);
        await pipe.Writer.WriteAsync("5 ab"u8.ToArray(), Cancel);

        var pending = reader.ReadAsync(Cancel);
        Assert.IsTrue(reader.IsInsideFrame);
        await pipe.Writer.WriteAsync("cde"u8.ToArray(), Cancel);
        using var frame = await pending;

        Assert.IsFalse(reader.IsInsideFrame);
    }

    [TestMethod]
    public async Task ADisposedFrameGivesNothingAway()
    {
        var frame = await Over("3 abc"u8.ToArray()).ReadAsync(Cancel);
        frame!.Dispose();

        Assert.ThrowsExactly<ObjectDisposedException>(() => frame.Message);
    }

    [TestMethod]
    public async Task AnEmptyStreamHasNoFrames() => Assert.IsNull(await Over([]).ReadAsync(Cancel));

    private static SyslogFrameReader Over(params byte[][] segments) =>
        Over(SyslogFrameReader.DefaultMaxFrameBytes, segments);

    private static SyslogFrameReader Over(int maxFrameBytes, params byte[][] segments) =>
        new(PipeReader.Create(new SegmentStream(segments)), maxFrameBytes);

    private async Task<List<string>> AllAsync(SyslogFrameReader reader)
    {
        var frames = new List<string>();
        while (await reader.ReadAsync(Cancel) is { } frame)
        {
            using (frame)
            {
                frames.Add(Encoding.ASCII.GetString(frame.Message.Span));
            }
        }

        return frames;
    }
}
