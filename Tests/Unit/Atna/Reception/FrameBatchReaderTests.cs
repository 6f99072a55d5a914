using System.IO.Pipelines;
using System.Text;
using XdsDmp.Atna;
using XdsDmp.Atna.Reception;
using XdsDmp.Audit.Syslog;

namespace XdsDmp.Tests.Unit.Atna.Reception;

[TestClass]
public sealed class FrameBatchReaderTests
{
    private readonly FrameMemory _memory = new(maxBytes: 8_000_000);
    private readonly Pipe _pipe = new(new PipeOptions(pauseWriterThreshold: 0));

    [TestMethod]
    public async Task WhatHasArrivedComesTogether()
    {
        await using var reader = Reader();
        await SendAsync("1 a2 bb3 ccc1");

        Assert.AreEqual("a bb ccc", string.Join(' ', await ReadAsync(reader)));
        Assert.IsTrue(reader.IsInsideFrame);

        await SendAsync("0 0123456789");
        Assert.AreEqual("0123456789", string.Join(' ', await ReadAsync(reader)));
    }

    [TestMethod]
    public async Task ABatchIsBoundedInNumber()
    {
        await using var reader = Reader();
        await SendAsync(string.Concat(Enumerable.Repeat("1 a", 700)));

        Assert.HasCount(FrameBatchReader.MaxFrames, await ReadAsync(reader));
        Assert.HasCount(700 - FrameBatchReader.MaxFrames, await ReadAsync(reader));
    }

    [TestMethod]
    public async Task ABatchIsBoundedInSize()
    {
        await using var reader = Reader();
        var frame = "600000 " + new string('x', 600_000);
        await SendAsync(frame + frame + frame);

        Assert.HasCount(2, await ReadAsync(reader));
        Assert.HasCount(1, await ReadAsync(reader));
    }

    [TestMethod]
    public async Task TheEndOfTheStreamIsAnEmptyBatchAfterAllOthers()
    {
        await using var reader = Reader();
        await SendAsync("1 a");
        await _pipe.Writer.CompleteAsync();

        Assert.HasCount(1, await ReadAsync(reader));
        Assert.IsEmpty(await ReadAsync(reader));
    }

    [TestMethod]
    public async Task FramesBeforeABrokenOneAreGivenOut()
    {
        await using var reader = Reader();
        await SendAsync("1 a1 b<85>1 no count");

        Assert.AreEqual("a b", string.Join(' ', await ReadAsync(reader)));
        await Assert.ThrowsExactlyAsync<SyslogFramingException>(() => ReadAsync(reader));
    }

    [TestMethod]
    public async Task FramesBeforeACutAreGivenOut()
    {
        await using var reader = Reader();
        await SendAsync("1 a10 half");
        await _pipe.Writer.CompleteAsync();

        Assert.AreEqual("a", string.Join(' ', await ReadAsync(reader)));
        var cut = await Assert.ThrowsExactlyAsync<SyslogFramingException>(() => ReadAsync(reader));
        Assert.AreEqual(SyslogFramingError.EndedInsideFrame, cut.Error);
    }

    [TestMethod]
    public async Task AStopGivesOutWhatIsWholeAndThenEnds()
    {
        using var stop = new CancellationTokenSource();
        await using var reader = Reader();
        await SendAsync("1 a");
        Assert.HasCount(1, await reader.ReadAsync(stop.Token));
        await SendAsync("1 b1 c9 half");
        await stop.CancelAsync();

        Assert.HasCount(2, await reader.ReadAsync(stop.Token));
        await Assert.ThrowsAsync<OperationCanceledException>(() => reader.ReadAsync(stop.Token));
    }

    [TestMethod]
    public async Task AStopEndsTheWaiting()
    {
        using var stop = new CancellationTokenSource();
        await using var reader = Reader();
        var waiting = reader.ReadAsync(stop.Token);

        await stop.CancelAsync();

        await Assert.ThrowsAsync<OperationCanceledException>(() => waiting);
    }

    [TestMethod]
    public async Task ASenderThatStallsInsideAMessageIsCutOff()
    {
        await using var reader = Reader(new AtnaOptions { MidFrameTimeoutSeconds = 1 });
        await SendAsync("10 half");

        await Assert.ThrowsExactlyAsync<TimeoutException>(() => ReadAsync(reader));
        Assert.IsTrue(reader.IsInsideFrame);
    }

    [TestMethod]
    public async Task ALargeMessageWaitsForRoomWithoutBeingCutOff()
    {
        var other = _memory.Open();
        await other.TakeAsync(7_990_000);
        await using var reader = Reader(new AtnaOptions { MidFrameTimeoutSeconds = 1 });
        await SendAsync("1 a2000000 " + new string('x', 2_000_000) + "1 b");

        Assert.AreEqual("a", string.Join(' ', await ReadAsync(reader)));
        var next = ReadAsync(reader);
        Assert.IsFalse(reader.IsInsideFrame);
        await Assert.ThrowsExactlyAsync<TimeoutException>(() => next.WaitAsync(TimeSpan.FromSeconds(3)));

        other.Dispose();
        Assert.AreEqual(2_000_000, (await next)[0].Length);
        Assert.AreEqual("b", string.Join(' ', await ReadAsync(reader)));
    }

    [TestMethod]
    public async Task WhoWaitsForRoomCanBeStopped()
    {
        using var other = _memory.Open();
        await other.TakeAsync(7_990_000);
        using var stop = new CancellationTokenSource();
        await using var reader = Reader();
        await SendAsync("20000 x");

        var next = reader.ReadAsync(stop.Token);
        await stop.CancelAsync();

        await Assert.ThrowsAsync<OperationCanceledException>(() => next);
    }

    private FrameBatchReader Reader(AtnaOptions? options = null)
    {
        options ??= new AtnaOptions();
        var share = _memory.Open();
        return new(
            _pipe.Reader, new SyslogFrameReader(_pipe.Reader, options.MaxFrameBytes, share), share, options,
            TimeProvider.System);
    }

    private async Task SendAsync(string text) => await _pipe.Writer.WriteAsync(Encoding.ASCII.GetBytes(text));

    private static async Task<string[]> ReadAsync(FrameBatchReader reader) =>
        [.. (await reader.ReadAsync(CancellationToken.None)).Select(Encoding.ASCII.GetString)];
}
