using System.Diagnostics;
using XdsDmp.Bench.Measuring;
using XdsDmp.Security.Trust;

namespace XdsDmp.Bench.Load;

/// <summary>One client: a connection to each server that it works with, one exchange at a time.</summary>
internal sealed class LoadClient : IDisposable
{
    private readonly IReadOnlyList<Work> _works;
    private readonly TlsPolicy _tls;
    private readonly IRequestFeed[] _feeds;
    private readonly int[] _order;
    private readonly Dictionary<string, HttpConnection> _connections = [];

    public LoadClient(IReadOnlyList<Work> works, TlsPolicy tls)
    {
        _works = works;
        _tls = tls;
        _feeds = [.. works.Select(work => work.Requests.Open())];

        // Each turn of all shares has the same requests; which comes first is each client's own.
        _order = [.. works.SelectMany((work, i) => Enumerable.Repeat(i, work.Share))];
        new Random((int)RequestNumber.Next()).Shuffle(_order);
        foreach (var work in works)
        {
            Connection(work.Url);
        }
    }

    public LatencyHistogram Loop(Stopwatch watch, TimeSpan time, bool isReconnecting)
    {
        var latencies = new LatencyHistogram();
        var turn = 0;
        for (var start = watch.ElapsedTicks; watch.Elapsed < time; start = watch.ElapsedTicks)
        {
            if (isReconnecting)
            {
                Disconnect();
            }

            if (Exchange(_order[turn++ % _order.Length]).IsEmpty)
            {
                break;
            }

            latencies.Add(watch.ElapsedTicks - start);
        }

        return latencies;
    }

    /// <summary>The body of the answer; nothing when the requests have come to their end.</summary>
    public ReadOnlySpan<byte> Exchange(int which)
    {
        var work = _works[which];
        var request = _feeds[which].Next(out var number);
        if (request.IsEmpty)
        {
            return default;
        }

        var body = Connection(work.Url).Exchange(request);
        work.Check(body);
        if (work.IsRelated)
        {
            Answers.IsAnswerTo(number, body);
        }

        return body;
    }

    public void Dispose() => Disconnect();

    private HttpConnection Connection(Uri url)
    {
        if (!_connections.TryGetValue(url.Authority, out var connection))
        {
            _connections[url.Authority] = connection = HttpConnection.Open(url, _tls);
        }

        return connection;
    }

    private void Disconnect()
    {
        foreach (var connection in _connections.Values)
        {
            connection.Dispose();
        }

        _connections.Clear();
    }
}
