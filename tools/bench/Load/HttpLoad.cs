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
internal sealed record Work(Uri Url, RequestTemplate Template, int Patients, AnswerCheck Check)
{
    /// <summary>The answer must say which request it answers; a constant cannot.</summary>
    public bool IsRelated { get; init; } = true;

    /// <summary>What has to be over before the time is: work that the answers have left behind.</summary>
    public Func<Task> SettleAsync { get; init; } = () => Task.CompletedTask;
}

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
        _connections = [.. Enumerable.Range(0, workplace.Clients)
            .Select(_ => HttpConnection.Open(work.Url, workplace.ClientTls))];
    }

    public long PeakMemoryBytes => _server.PeakMemoryBytes;

    /// <summary>Requests answered in the life of this load.</summary>
    public long Answered { get; private set; }

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

        Answered += latencies.Total;
        await _work.SettleAsync();
        return new Sample(watch.Elapsed.TotalSeconds, _server.CpuSeconds - cpu, latencies);
    }

    /// <summary>One exchange, to look at.</summary>
    public byte[] Once(int patient)
    {
        Answered++;
        return Exchange(_connections[0], _work.Template.NewCopy(), Interlocked.Increment(ref _lastNumber), patient)
            .ToArray();
    }

    public void Dispose() => Array.ForEach(_connections, connection => connection.Dispose());

    private LatencyHistogram Loop(HttpConnection connection, Stopwatch watch, TimeSpan time)
    {
        var latencies = new LatencyHistogram();
        var request = _work.Template.NewCopy();
        for (var start = watch.ElapsedTicks; watch.Elapsed < time; start = watch.ElapsedTicks)
        {
            var number = Interlocked.Increment(ref _lastNumber);
            Exchange(connection, request, number, (int)(number % _work.Patients));
            latencies.Add(watch.ElapsedTicks - start);
        }

        return latencies;
    }

    private ReadOnlySpan<byte> Exchange(HttpConnection connection, byte[] request, long number, int patient)
    {
        _work.Template.Patch(request, number, patient);
        var body = connection.Exchange(request);
        _work.Check(body);
        if (_work.IsRelated)
        {
            Answers.IsAnswerTo(number, body);
        }

        return body;
    }

    private static Task<LatencyHistogram> RunThread(Func<LatencyHistogram> work) => Task.Factory.StartNew(
        work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
}
