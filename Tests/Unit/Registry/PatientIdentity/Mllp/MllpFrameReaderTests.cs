using System.IO.Pipelines;
using System.Text;
using XdsDmp.Registry.PatientIdentity.Mllp;

namespace XdsDmp.Tests.Unit.Registry.PatientIdentity.Mllp;

[TestClass]
public sealed class MllpFrameReaderTests
{
    private static readonly MllpLimits Limits = new(100, TimeSpan.FromMinutes(1), TimeSpan.FromHours(1));
    private readonly Pipe _pipe = new(new PipeOptions(pauseWriterThreshold: 0));

    [TestMethod]
    public async Task MessagesComeOneAfterTheOther()
    {
        await SendAsync("\vone\x1c\r\vtwo\x1c\r");

        await AssertMessagesAsync("one", "two");
    }

    [TestMethod]
    public async Task AMessageMayComeByteByByte()
    {
        var reader = Reader();
        var read = reader.ReadAsync(CancellationToken.None).AsTask();
        foreach (var c in "\vslow\x1c")
        {
            Assert.IsFalse(read.IsCompleted);
            await SendAsync($"{c}");
        }

        Assert.AreEqual("slow", Encoding.UTF8.GetString((await read)!));
    }

    [TestMethod]
    public async Task WhatStandsBetweenFramesIsPassedOver()
    {
        await SendAsync("garbage\r\n\vone\x1c\x1c\r\n\n \vtwo\x1c");

        await AssertMessagesAsync("one", "two");
    }

    [TestMethod]
    public async Task AStartBlockInsideAMessageBeginsItAgain()
    {
        await SendAsync("\vhalf of a mess\vwhole\x1c\r");

        await AssertMessagesAsync("whole");
    }

    [TestMethod]
    public async Task AHalfMessageAtTheEndIsNone()
    {
        await SendAsync("\vone\x1c\r\vhalf");

        await AssertMessagesAsync("one");
    }

    [TestMethod]
    public async Task AMessageMayHaveTheGreatestLength()
    {
        await SendAsync($"\v{new string('x', Limits.MaxMessageBytes)}\x1c\r");

        await AssertMessagesAsync(new string('x', Limits.MaxMessageBytes));
    }

    [TestMethod]
    public async Task AMessageWithoutAnEndIsCutOffAndItsBeginningKept()
    {
        await SendAsync("\vMSH|");
        await SendAsync(new string('x', Limits.MaxMessageBytes));

        var broken = await Assert.ThrowsExactlyAsync<MllpFramingException>(
            async () => await Reader().ReadAsync(CancellationToken.None));

        Assert.AreEqual("MSH|", Encoding.UTF8.GetString(broken.Beginning)[..4]);
        Assert.IsLessThanOrEqualTo(Limits.MaxMessageBytes, broken.Beginning.Length);
    }

    [TestMethod]
    public async Task AStreamThatIsNoMllpIsCutOff()
    {
        await SendAsync(new string('x', MllpLimits.MaxStrayBytes + 1));

        var broken = await Assert.ThrowsExactlyAsync<MllpFramingException>(
            async () => await Reader().ReadAsync(CancellationToken.None));

        Assert.IsEmpty(broken.Beginning);
    }

    [TestMethod]
    public async Task WhoStallsInsideAMessageIsNotWaitedFor()
    {
        var clock = new ManualTimers();
        var read = Reader(clock).ReadAsync(CancellationToken.None).AsTask();
        await SendAsync("\vhalf");
        await SendAsync("\vhalf again");
        await clock.UntilDueAsync(Limits.MidFrame);

        clock.Pass(Limits.MidFrame);

        var stalled = await Assert.ThrowsExactlyAsync<TimeoutException>(() => read);
        StringAssert.Contains(stalled.Message, "did not finish");
    }

    [TestMethod]
    public async Task WhoSaysNothingIsWaitedForLonger()
    {
        var clock = new ManualTimers();
        var read = Reader(clock).ReadAsync(CancellationToken.None).AsTask();

        clock.Pass(Limits.MidFrame);
        Assert.IsFalse(read.IsCompleted);
        clock.Pass(Limits.Idle);

        var silent = await Assert.ThrowsExactlyAsync<TimeoutException>(() => read);
        StringAssert.Contains(silent.Message, "nothing");
    }

    [TestMethod]
    public async Task AStopEndsTheWaiting()
    {
        using var stop = new CancellationTokenSource();
        var read = Reader().ReadAsync(stop.Token).AsTask();

        await stop.CancelAsync();

        await Assert.ThrowsAsync<OperationCanceledException>(() => read);
    }

    private MllpFrameReader Reader(TimeProvider? clock = null) =>
        new(_pipe.Reader, Limits, clock ?? TimeProvider.System);

    private async Task SendAsync(string text) => await _pipe.Writer.WriteAsync(Encoding.UTF8.GetBytes(text));

    private async Task AssertMessagesAsync(params string[] expected)
    {
        await _pipe.Writer.CompleteAsync();
        var reader = Reader();
        var messages = new List<string>();
        while (await reader.ReadAsync(CancellationToken.None) is { } message)
        {
            messages.Add(Encoding.UTF8.GetString(message));
        }

        CollectionAssert.AreEqual(expected, messages);
    }
}
