namespace XdsDmp.Tests.Scenarios;

/// <summary>
/// How far the memory in use (garbage apart) grew since this was made; looked at over and over until asked.
/// </summary>
internal sealed class LiveMemory : IDisposable
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(20);

    private readonly long _start = GC.GetTotalMemory(forceFullCollection: true);
    private readonly CancellationTokenSource _stop = new();
    private readonly Thread _watch;
    private long _highest;

    public LiveMemory()
    {
        _watch = new Thread(Watch) { IsBackground = true };
        _watch.Start();
    }

    public long MaxGrowth()
    {
        _stop.Cancel();
        _watch.Join();
        return _highest - _start;
    }

    public void Dispose()
    {
        _stop.Cancel();
        _watch.Join();
        _stop.Dispose();
    }

    private void Watch()
    {
        while (!_stop.Token.WaitHandle.WaitOne(Step))
        {
            GC.Collect();
            _highest = Math.Max(_highest, GC.GetTotalMemory(forceFullCollection: false));
        }
    }
}
