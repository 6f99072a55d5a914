using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using XdsDmp.Atna.Storage;
using XdsDmp.Audit.Events;
using XdsDmp.Audit.Syslog;
using XdsDmp.Hosting;

namespace XdsDmp.Atna.Reception;

/// <summary>
/// One sender's connection. Syslog knows no acknowledgement: what has been read is ours to keep. With TLS, a sender
/// that ends its stream is told how many of its messages are durable; see <see cref="DeliveryConfirmation"/>.
/// </summary>
internal sealed class SyslogConnection(ConnectionContext connection, SyslogReceiver receiver)
{
    private readonly Sender _peer = Sender.Of(connection);
    private readonly CancellationToken _stop =
        connection.Features.GetRequiredFeature<IConnectionLifetimeNotificationFeature>().ConnectionClosedRequested;

    private long _durable;

    private bool IsSecure => _peer.Transport == Transports.SyslogTls;

    /// <summary>Ends with the sender's stream, with a stream out of step, or with the service.</summary>
    public async Task RunAsync()
    {
        using var memory = receiver.Memory.Open();
        await using var frames = new FrameBatchReader(
            connection.Transport.Input, FrameReader(memory), memory, receiver.Options, receiver.Clock);
        try
        {
            if (await TakeInAsync(frames, memory))
            {
                await ConfirmAsync();
                await EndAsync();
            }
        }
        catch (SyslogFramingException outOfStep)
        {
            await RecordBrokenStreamAsync(outOfStep.Message);
        }
        catch (TimeoutException stalled) when (frames.IsInsideFrame)
        {
            await RecordBrokenStreamAsync(stalled.Message);
        }
        catch (IOException lost) when (frames.IsInsideFrame)
        {
            await RecordBrokenStreamAsync($"the connection was lost inside a message: {lost.Message}");
        }
        catch (OperationCanceledException) when (receiver.Abandon.IsCancellationRequested)
        {
            receiver.Logger.LogError(
                "{Peer}: the service ends before the store takes its messages; what follows {Durable} is lost here",
                _peer.Address, _durable);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            await EndAsync();
        }
        catch (Exception gone) when (gone is IOException or TimeoutException or OperationCanceledException)
        {
            receiver.Logger.LogInformation(
                "{Peer}: closed after {Durable} messages: {Reason}", _peer.Address, _durable, gone.Message);
        }
    }

    private ISyslogFrameReader FrameReader(FrameMemoryShare memory)
    {
        var (input, max) = (connection.Transport.Input, receiver.Options.MaxFrameBytes);
        return IsSecure ? new SyslogFrameReader(input, max, memory) : new PlainFrameReader(input, max, memory);
    }

    private async Task ConfirmAsync()
    {
        if (IsSecure)
        {
            await connection.Transport.Output.WriteAsync(DeliveryConfirmation.Write(_durable));
        }
    }

    /// <summary>
    /// False when the sender may not send: it was cut off, and what it sent last is not kept. While a batch is being
    /// made durable the next one is read and parsed; it follows when that is done, so that the order is kept.
    /// </summary>
    private async Task<bool> TakeInAsync(FrameBatchReader frames, FrameMemoryShare memory)
    {
        var writing = Task.CompletedTask;
        try
        {
            while (true)
            {
                var batch = await frames.ReadAsync(_stop);
                if (!MaySend())
                {
                    connection.Abort(new ConnectionAbortedException("this system may not send audit messages"));
                    return false;
                }

                if (batch.Count == 0)
                {
                    return true;
                }

                var prepared = _peer.Sent(batch, receiver.Clock.GetUtcNow());
                await writing;
                writing = KeepAsync(prepared, frames.TakeRoom(), memory);
            }
        }
        finally
        {
            await writing;
        }
    }

    private async Task KeepAsync(PreparedBatch batch, long room, FrameMemoryShare memory)
    {
        await receiver.Intake.AppendAsync(batch, receiver.Abandon);
        memory.GiveBack(room);
        _durable += batch.Records.Count;
    }

    /// <summary>
    /// Asked for each batch: connections last longer than permissions. Without TLS a setting has let the address in.
    /// </summary>
    private bool MaySend() =>
        connection.Features.Get<ITlsConnectionFeature>()?.ClientCertificate is not { } certificate
        || receiver.Permission.Allows(
            receiver.Permission.CallerOf(certificate, (connection.RemoteEndPoint as IPEndPoint)?.Address),
            TransactionNumber.Iti20);

    /// <summary>
    /// close_notify: a sender that looks closely can tell an end from a cut. One that has gone needs none.
    /// </summary>
    private async Task EndAsync()
    {
        try
        {
            await connection.Transport.Output.CompleteAsync();
            if (connection.Features.Get<ISslStreamFeature>() is { } tls)
            {
                await tls.SslStream.ShutdownAsync();
            }
        }
        catch (Exception gone) when (gone is IOException or ObjectDisposedException)
        {
            receiver.Logger.LogDebug("{Peer}: went away before the end was said", _peer.Address);
        }
    }

    /// <summary>
    /// Closes at once and tells the auditors: what the sender sent after this point is not among the records. DICOM has
    /// no event of its own for a node that breaks the protocol; the one for a node that fails authentication is the
    /// nearest.
    /// </summary>
    private async Task RecordBrokenStreamAsync(string reason)
    {
        receiver.Logger.LogWarning(
            "{Peer}: cut off after {Durable} messages: {Reason}", _peer.Address, _durable, reason);
        connection.Abort(new ConnectionAbortedException(reason));
        var message = NodeAuthenticationFailureEvent.Build(
            receiver.Audit.Node,
            receiver.Audit.Now,
            new RefusedPeer(_peer.Address, _peer.CertificateSubject),
            $"syslog stream cut off after {_durable} messages: {reason}");
        await receiver.Intake.UntilDurableAsync(() => receiver.Audit.AppendAsync([message]), receiver.Abandon);
    }
}
