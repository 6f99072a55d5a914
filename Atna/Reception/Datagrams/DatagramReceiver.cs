using System.Net;
using System.Net.Sockets;
using XdsDmp.Atna.Storage;
using XdsDmp.Audit.Events;
using XdsDmp.Hosting.Configuration;

namespace XdsDmp.Atna.Reception.Datagrams;

/// <summary>
/// ITI-20 over syslog and UDP (RFC 5426): one datagram, one message. What is lost on this machine is counted, logged
/// and put on record; what is lost on the way nobody learns.
/// </summary>
internal sealed class DatagramReceiver : IAsyncDisposable
{
    /// <summary>The largest payload of UDP over IPv4 is 65,507 octets.</summary>
    private const int MaxDatagram = 65_536;

    /// <summary>What the operating system keeps while we are busy; it may grant less.</summary>
    private const int ReceiveBuffer = 8 * 1024 * 1024;

    private static readonly TimeSpan ReportInterval = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan MaxStop = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan FailurePause = TimeSpan.FromMilliseconds(100);

    private readonly SyslogReceiver _receiver;
    private readonly IReadOnlyList<IPNetwork> _networks;
    private readonly Socket _socket;
    private readonly DatagramQueue _queue = new();
    private readonly KernelDrops _kernel;
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenSource _stopStoring = new();
    private readonly Task _receiving;
    private readonly Task _storing;
    private readonly Task _reporting;
    private long _reported;
    private long _strangers;
    private long _strangersReported;

    private DatagramReceiver(SyslogReceiver receiver, Socket socket)
    {
        _receiver = receiver;
        _networks = receiver.Options.PlainNetworks;
        _socket = socket;
        _kernel = new KernelDrops(socket);
        _receiving = ReceiveAsync();
        _storing = StoreAsync();
        _reporting = ReportAsync();
    }

    public int Port => ((IPEndPoint)_socket.LocalEndPoint!).Port;

    /// <exception cref="ConfigurationException">The port cannot be opened.</exception>
    public static DatagramReceiver Start(SyslogReceiver receiver)
    {
        var options = receiver.Options;
        var end = new ListenAddress(options.Address, options.UdpPort, options.PublicHost).EndPoint;
        var socket = new Socket(end.AddressFamily, SocketType.Dgram, ProtocolType.Udp)
        {
            ReceiveBufferSize = ReceiveBuffer,
        };
        try
        {
            socket.Bind(end);
        }
        catch (SocketException inUse)
        {
            socket.Dispose();
            throw new ConfigurationException($"cannot listen on {end} (UDP): {inUse.Message}", inUse);
        }

        var started = new DatagramReceiver(receiver, socket);
        receiver.Logger.LogInformation(
            "Listening on {Address}, UDP port {Port}, buffer {Octets}",
            options.Address, started.Port, socket.ReceiveBufferSize);
        return started;
    }

    /// <summary>What has arrived becomes records; then what was lost is put on record.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await EndAsync().WaitAsync(MaxStop);
        }
        catch (TimeoutException)
        {
            _receiver.Logger.LogError("UDP: the service ends before the store takes its messages; they are lost");
        }

        _socket.Dispose();
        _queue.Dispose();
        _stop.Dispose();
        _stopStoring.Dispose();
    }

    private async Task EndAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_receiving, _reporting);
        await _stopStoring.CancelAsync();
        await _storing;
        await ReportLossAsync();
    }

    private async Task ReceiveAsync()
    {
        var buffer = GC.AllocateUninitializedArray<byte>(MaxDatagram, pinned: true);
        var any = new IPEndPoint(
            _socket.AddressFamily == AddressFamily.InterNetworkV6 ? IPAddress.IPv6Any : IPAddress.Any, 0);
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                var datagram = await _socket.ReceiveFromAsync(buffer, SocketFlags.None, any, _stop.Token);
                Take(buffer.AsSpan(0, datagram.ReceivedBytes), ((IPEndPoint)datagram.RemoteEndPoint).Address);
            }
            catch (OperationCanceledException)
            {
                TakeWhatIsLeft(buffer, any);
            }
            catch (SocketException failure)
            {
                // An ICMP answer to something sent before, at worst; this port sends nothing.
                _receiver.Logger.LogWarning("UDP: {Reason}", failure.Message);
                await Task.Delay(FailurePause, _receiver.Clock);
            }
        }
    }

    /// <summary>What the operating system has for us when the service stops.</summary>
    private void TakeWhatIsLeft(byte[] buffer, EndPoint any)
    {
        while (_socket.Available > 0)
        {
            var from = any;
            var length = _socket.ReceiveFrom(buffer, ref from);
            Take(buffer.AsSpan(0, length), ((IPEndPoint)from).Address);
        }
    }

    private void Take(ReadOnlySpan<byte> datagram, IPAddress from)
    {
        if (!_networks.Contains(from))
        {
            Interlocked.Increment(ref _strangers);
        }
        else if (!datagram.IsEmpty)
        {
            _queue.Add(Sender.OfDatagram(from).Sent(datagram.ToArray(), _receiver.Clock.GetUtcNow()));
        }
    }

    private async Task StoreAsync()
    {
        try
        {
            while (true)
            {
                var received = await _queue.TakeAsync(_stopStoring.Token);
                await _receiver.Intake.AppendAsync(PreparedBatch.Of(received), _receiver.Abandon);
            }
        }
        catch (OperationCanceledException)
        {
            // Nothing is left, or the store does not take it any more.
        }
    }

    private async Task ReportAsync()
    {
        using var timer = new PeriodicTimer(ReportInterval, _receiver.Clock);
        try
        {
            while (await timer.WaitForNextTickAsync(_stop.Token))
            {
                await ReportLossAsync();
            }
        }
        catch (OperationCanceledException)
        {
            // The last report is made when all is stored.
        }
    }

    private async Task ReportLossAsync()
    {
        var strangers = Interlocked.Read(ref _strangers);
        if (strangers > _strangersReported)
        {
            _receiver.Logger.LogWarning(
                "UDP: {Count} datagrams from addresses that Atna:PlainFrom does not have",
                strangers - _strangersReported);
            _strangersReported = strangers;
        }

        var lost = _queue.Dropped + _kernel.Count;
        if (lost == _reported)
        {
            return;
        }

        var description = $"{lost - _reported} datagrams arrived faster than they could be stored and are lost; "
            + "syslog over TLS loses none";
        _receiver.Logger.LogError("UDP: {Description}", description);
        var gap = RecordingGapEvent.Build(
            _receiver.Audit.Node, _receiver.Audit.Now, $"syslog-udp:{Port}", description);
        _reported = lost;
        await _receiver.Intake.UntilDurableAsync(() => _receiver.Audit.AppendAsync([gap]), _receiver.Abandon);
    }
}
