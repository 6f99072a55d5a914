using XdsDmp.Audit.Syslog;

namespace XdsDmp.Tests.Unit.Audit.Syslog;

[TestClass]
public sealed class FrameMemoryTests
{
    private readonly FrameMemory _memory = new(maxBytes: 100);

    [TestMethod]
    public async Task WhoFindsNoRoomWaitsForIt()
    {
        using var first = _memory.Open();
        using var second = _memory.Open();
        await first.TakeAsync(60);
        var waiting = second.TakeAsync(60).AsTask();
        Assert.IsFalse(waiting.IsCompleted);

        first.GiveBack(60);

        await waiting;
    }

    [TestMethod]
    public async Task ALargeMessageIsNotOvertakenForEver()
    {
        using var first = _memory.Open();
        using var large = _memory.Open();
        using var small = _memory.Open();
        await first.TakeAsync(60);
        var isLarge = large.TakeAsync(90).AsTask();
        var isSmall = small.TakeAsync(10).AsTask();
        Assert.IsFalse(isSmall.IsCompleted);

        first.GiveBack(60);

        await Task.WhenAll(isLarge, isSmall);
    }

    [TestMethod]
    public async Task AConnectionThatEndsGivesItsRoomAndItsPlaceBack()
    {
        var first = _memory.Open();
        var second = _memory.Open();
        using var third = _memory.Open();
        await first.TakeAsync(60);
        var gone = second.TakeAsync(60).AsTask();
        var waiting = third.TakeAsync(60).AsTask();

        second.GiveUp();
        await Assert.ThrowsAsync<OperationCanceledException>(() => gone);
        second.Dispose();
        first.Dispose();

        await waiting;
    }

    [TestMethod]
    public async Task AMessageThatIsLargerThanTheWholeComesInAlone()
    {
        using var first = _memory.Open();
        using var second = _memory.Open();
        await first.TakeAsync(500);
        Assert.IsFalse(second.TakeAsync(1).AsTask().IsCompleted);
    }

    [TestMethod]
    public void ManyConnectionsHaveSmallShares()
    {
        using var first = _memory.Open();
        Assert.AreEqual(100, first.FairBytes);
        using var second = _memory.Open();
        Assert.AreEqual(50, first.FairBytes);
    }
}
