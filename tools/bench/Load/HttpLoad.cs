using System.Diagnostics;
using XdsDmp.Bench.Measuring;
using XdsDmp.Bench.Servers;

namespace XdsDmp.Bench.Load;

/// <summary>A closed loop of clients over mutual TLS connections that they keep.</summary>
internal sealed class HttpLoad : ISide, IDisposable
{
    private readonly ServerProcess _server;
    private readonly IReadOnlyList<Work> _works;
    private readonly LoadClient[] _clients;

    public HttpLoad(ServerProcess server, Workplace workplace, params IReadOnlyList<Work> works)
        : this(server, workplace, workplace.Clients, works)
    {
    }

    public HttpLoad(ServerProcess server, Workplace workplace, int clients, IReadOnlyList<Work> works)
    {
        _server = server;
        _works = works;
        _clients = [.. Enumerable.Range(0, clients).Select(_ => new LoadClient(works, workplace.ClientTls))];
    }

    /// <summary>A connection for each request.</summary>
    public bool IsReconnecting { get; init; }

    /// <summary>What has to be over before the time is: work that the answers have left behind.</summary>
    public Func<Task> SettleAsync { get; init; } = () => Task.CompletedTask;

    public long PeakMemoryBytes => _server.Cost.PeakMemoryBytes;

    /// <summary>Requests answered in the life of this load.</summary>
    public long Answered { get; private set; }

    public async Task<Sample> MeasureAsync(TimeSpan time)
    {
        foreach (var work in _works)
        {
            await work.Requests.PrepareAsync(time);
        }

        var cpu = _server.Cost.CpuSeconds;
        var watch = Stopwatch.StartNew();
        var clients = _clients.Select(client => RunThread(() => client.Loop(watch, time, IsReconnecting))).ToList();
        var latencies = new LatencyHistogram();
        foreach (var client in clients)
        {
            latencies.Add(await client);
        }

        Answered += latencies.Total;
        await SettleAsync();
        return new Sample(watch.Elapsed.TotalSeconds, _server.Cost.CpuSeconds - cpu, latencies);
    }

    public void ForgetPeak() => _server.Cost.ForgetPeak();

    /// <summary>One exchange, to look at.</summary>
    public async Task<byte[]> OnceAsync()
    {
        await _works[0].Requests.PrepareAsync(TimeSpan.Zero);
        Answered++;
        return _clients[0].Exchange(0).ToArray();
    }

    public void Dispose() => Array.ForEach(_clients, client => client.Dispose());

    private static Task<LatencyHistogram> RunThread(Func<LatencyHistogram> work) => Task.Factory.StartNew(
        work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
}
