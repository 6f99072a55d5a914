using System.Diagnostics;
using XdsDmp.Bench.Measuring;
using XdsDmp.Bench.Servers;

namespace XdsDmp.Bench.Load;

/// <summary>What an answer must look like; throws when it does not.</summary>
internal delegate void AnswerCheck(ReadOnlySpan<byte> body);

/// <summary>What each client sends, and what it expects.</summary>
/// <param name="Url">Where to.</param>
/// <param name="Template">The request.</param>
/// <param name="Patients">The requests go round these many patients.</param>
/// <param name="Check">Looks at every answer.</param>
internal sealed record Work(Uri Url, RequestTemplate Template, int Patients, AnswerCheck Check);

/// <summary>A closed loop of clients over kept mutual TLS connections.</summary>
internal sealed class HttpLoad : ISide, IDisposable
{
    private static long _lastNumber;

    private readonly ServerProcess _server;
    private readonly Work _work;
    private readonly HttpConnection[] _connections;

    public HttpLoad(ServerProcess server, Workplace workplace, Work work)
    {
        _server = server;
        _work = work;
        _connections = [.. Enumerable.Range(0, workplace.Clients).Select(_ => HttpConnection.Open(work.Url, workplace.ClientTls))];
    }

    public long PeakMemoryBytes => _server.PeakMemoryBytes;

    /// <summary>What has to be over before time is up: work that the answers have left behind.</summary>
    public Func<Task> SettleAsync { get; init; } = () => Task.CompletedTask;

    public async Task<Sample> MeasureAsync(TimeSpan time)
    {
        var cpu = _server.CpuSeconds;
        var watch = Stopwatch.StartNew();
        var clients = _connections.Select(connection => RunThread(() => Loop(connection, watch, time))).ToList();
        var latencies = new LatencyHistogram();
        foreach (var client in clients)
        {
            latencies.Add(await client);
        }

        await SettleAsync();
        return new Sample(watch.Elapsed.TotalSeconds, _server.CpuSeconds - cpu, latencies);
    }

    /// <summary>One exchange, to look at.</summary>
    public byte[] Once(int patient)
    {
        var request = _work.Template.NewCopy();
        _work.Template.Patch(request, Interlocked.Increment(ref _lastNumber), patient);
        var body = _connections[0].Exchange(request);
        _work.Check(body);
        return body.ToArray();
    }

    public void Dispose() => Array.ForEach(_connections, connection => connection.Dispose());

    private LatencyHistogram Loop(HttpConnection connection, Stopwatch watch, TimeSpan time)
    {
        var latencies = new LatencyHistogram();
        var request = _work.Template.NewCopy();
        for (var start = watch.ElapsedTicks; watch.Elapsed < time; start = watch.ElapsedTicks)
        {
            var number = Interlocked.Increment(ref _lastNumber);
            _work.Template.Patch(request, number, (int)(number % _work.Patients));
            _work.Check(connection.Exchange(request));
            latencies.Add(watch.ElapsedTicks - start);
        }

        return latencies;
    }

    private static Task<LatencyHistogram> RunThread(Func<LatencyHistogram> work) => Task.Factory.StartNew(
        work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
}
