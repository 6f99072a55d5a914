using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using System.Net.Security;
using System.Net.Sockets;
using XdsDmp.Audit.Syslog;
using XdsDmp.Bench.Measuring;
using XdsDmp.Bench.Records;
using XdsDmp.Bench.Servers;
using XdsDmp.Security.Trust;

namespace XdsDmp.Bench.Rows;

/// <summary>
/// Senders of audit messages over mutual TLS, each as fast as it is read from; the time ends when the last message is
/// durable. How many there are follows from what was done before: the system's buffers hold more than some receivers
/// take in ten seconds.
/// </summary>
internal sealed class AuditSide(
    ProcessCost cost, int port, TlsPolicy tls, int senders, bool confirms, Func<long, long, Task> durable) : ISide
{
    private const int PoolMessages = 50_000;
    private const int MessagesOfPart = 64;
    private const int PatienceMilliseconds = 120_000;
    private const double FirstGuessOfSecond = 5_000;

    private static readonly Lazy<IReadOnlyList<(byte[] Frames, long Octets)>> Pool = new(Make);

    private double _perSecond = FirstGuessOfSecond;
    private long _messages;
    private long _octets;

    public long PeakMemoryBytes => cost.PeakMemoryBytes;

    public void ForgetPeak() => cost.ForgetPeak();

    public async Task<Sample> MeasureAsync(TimeSpan time)
    {
        _ = Pool.Value;
        var parts = Math.Max(4, (int)(_perSecond * time.TotalSeconds / MessagesOfPart / senders));
        var connections = await Task.WhenAll(Enumerable.Range(0, senders).Select(_ => ConnectAsync()));
        var cpu = cost.CpuSeconds;
        var watch = Stopwatch.StartNew();
        var sent = await Task.WhenAll(Enumerable.Range(0, senders).Select(sender => Task.Factory.StartNew(
            () => Send(connections[sender], sender, parts), CancellationToken.None, TaskCreationOptions.LongRunning,
            TaskScheduler.Default)));
        _messages += sent.Sum(it => it.Messages);
        _octets += sent.Sum(it => it.Octets);
        await durable(_messages, _octets);
        var seconds = watch.Elapsed.TotalSeconds;
        _perSecond = sent.Sum(it => it.Messages) / seconds;
        foreach (var connection in connections)
        {
            await connection.DisposeAsync();
        }

        return new Sample(seconds, cost.CpuSeconds - cpu, new LatencyHistogram())
        {
            Units = sent.Sum(it => it.Messages),
        };
    }

    private static List<(byte[] Frames, long Octets)> Make()
    {
        var records = new SyntheticRecords(1_000_000);
        var parts = new List<(byte[], long)>();
        for (var first = 1L; first <= PoolMessages; first += MessagesOfPart)
        {
            var (frames, octets) = (new ArrayBufferWriter<byte>(128 * 1024), 0L);
            for (var number = first; number < first + MessagesOfPart; number++)
            {
                var raw = records.Of(number).Raw;
                SyslogFrameWriter.Write(frames, raw);
                octets += raw.Length;
            }

            parts.Add((frames.WrittenSpan.ToArray(), octets));
        }

        return parts;
    }

    private async Task<SslStream> ConnectAsync()
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp)
        {
            NoDelay = true,
            SendTimeout = PatienceMilliseconds,
            ReceiveTimeout = PatienceMilliseconds,
        };
        await socket.ConnectAsync("localhost", port);
        var stream = new SslStream(new NetworkStream(socket, ownsSocket: true));
        await stream.AuthenticateAsClientAsync(tls.ForClient("localhost"));
        return stream;
    }

    private (long Messages, long Octets) Send(SslStream stream, int sender, int parts)
    {
        var (messages, octets) = (0L, 0L);
        var first = sender * Pool.Value.Count / senders;
        for (var turn = 0; turn < parts; turn++)
        {
            var part = Pool.Value[(first + turn) % Pool.Value.Count];
            stream.Write(part.Frames);
            messages += MessagesOfPart;
            octets += part.Octets;
        }

        // A connection that is closed with something unread is reset, and what is on its way is lost: one that is not
        // confirmed stays open until everything is there.
        if (confirms)
        {
            stream.ShutdownAsync().GetAwaiter().GetResult();
            Confirm(stream, messages);
        }

        return (messages, octets);
    }

    private static void Confirm(SslStream stream, long messages)
    {
        using var answer = new StreamReader(stream);
        var text = answer.ReadToEnd();
        if (text != messages.ToString(CultureInfo.InvariantCulture) + "\n")
        {
            throw new InvalidDataException($"{messages} audit messages were sent, the answer is: {text}");
        }
    }
}
