using System.Diagnostics;
using XdsDmp.Bench.Load;
using XdsDmp.Bench.Measuring;
using XdsDmp.Bench.Servers;

namespace XdsDmp.Bench.Rows;

/// <summary>One client that moves large documents, one after the other, at least one each time.</summary>
internal sealed class LargeSide : ISide, IDisposable
{
    private readonly ProcessCost _cost;
    private readonly HttpConnection _connection;
    private readonly double _mebibytes;
    private readonly Action<HttpConnection> _move;
    private readonly Func<Task> _settle;

    public LargeSide(
        ProcessCost cost, HttpConnection connection, long octets, Action<HttpConnection> move, Func<Task> settle)
    {
        (_cost, _connection, _move, _settle) = (cost, connection, move, settle);
        _mebibytes = octets / 1048576.0;
        Idle = cost.MemoryBytes;
        cost.ForgetPeak();
    }

    /// <summary>Resident memory when there was nothing to do yet.</summary>
    public long Idle { get; }

    public long PeakMemoryBytes => _cost.PeakMemoryBytes;

    public async Task<Sample> MeasureAsync(TimeSpan time)
    {
        var cpu = _cost.CpuSeconds;
        var watch = Stopwatch.StartNew();
        var latencies = new LatencyHistogram();
        do
        {
            var start = watch.ElapsedTicks;
            await Task.Run(() => _move(_connection));
            latencies.Add(watch.ElapsedTicks - start);
        }
        while (watch.Elapsed < time);

        await _settle();
        return new Sample(watch.Elapsed.TotalSeconds, _cost.CpuSeconds - cpu, latencies)
        {
            Units = latencies.Total * _mebibytes,
        };
    }

    /// <summary>The first document counts too: memory is compared with that of the idle server.</summary>
    public void ForgetPeak()
    {
    }

    public void Dispose() => _connection.Dispose();
}
