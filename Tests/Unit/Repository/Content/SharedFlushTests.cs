using Microsoft.Win32.SafeHandles;
using XdsDmp.Repository.Content;

namespace XdsDmp.Tests.Unit.Repository.Content;

[TestClass]
public sealed class SharedFlushTests : IDisposable
{
    private readonly SemaphoreSlim _begun = new(0);
    private readonly SemaphoreSlim _mayEnd = new(0);
    private int _flushes;
    private int _failsAt;

    [TestMethod]
    public async Task ThoseWhoComeDuringAFlushShareTheNext()
    {
        using var shared = new SharedFlush(new SafeFileHandle(), Flush);
        var first = Task.Run(shared.FlushAsync);
        await _begun.WaitAsync();
        var later = Enumerable.Range(0, 10).Select(_ => shared.FlushAsync()).ToList();

        Assert.IsTrue(later.TrueForAll(one => !one.IsCompleted));
        _mayEnd.Release(2);
        await Task.WhenAll([first, .. later]);
        Assert.AreEqual(2, _flushes);
    }

    [TestMethod]
    public async Task AFlushThatFailedIsNobodysButTheirsWhoWaitedForIt()
    {
        using var shared = new SharedFlush(new SafeFileHandle(), Flush);
        _failsAt = 1;
        var first = Task.Run(shared.FlushAsync);
        await _begun.WaitAsync();
        var next = shared.FlushAsync();
        _mayEnd.Release(2);

        await Assert.ThrowsExactlyAsync<IOException>(() => first);
        await next;
        Assert.AreEqual(2, _flushes);
    }

    public void Dispose()
    {
        _begun.Dispose();
        _mayEnd.Dispose();
    }

    private void Flush(SafeFileHandle folder)
    {
        _begun.Release();
        _mayEnd.Wait();
        if (Interlocked.Increment(ref _flushes) == _failsAt)
        {
            throw new IOException("the disk");
        }
    }
}
