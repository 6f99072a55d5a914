using System.Buffers;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;

namespace XdsDmp.Audit.Syslog;

/// <summary>
/// Sends batches of syslog messages over mutual TLS (RFC 5425), one connection for each batch. RFC 5425 knows no
/// acknowledgement, and a write to a peer that silently went away succeeds. Hence each batch ends with an orderly close,
/// and our own audit repository confirms it: see <see cref="DeliveryConfirmation"/>.
/// </summary>
public sealed class SyslogTlsSender(
    string host,
    int port,
    Func<SslClientAuthenticationOptions> tlsOptions,
    TimeProvider? clock = null)
{
    private const int WriteBytes = 64 * 1024;
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan BatchTimeout = TimeSpan.FromSeconds(60);
    private readonly TimeProvider _clock = clock ?? TimeProvider.System;

    /// <summary>Returns only when the batch was delivered.</summary>
    /// <param name="frames">Syslog messages without octet count.</param>
    /// <param name="receiverConfirms">
    /// The receiver tells how many frames it made durable; otherwise a clean end of its stream has to do.
    /// </param>
    /// <exception cref="AuditDeliveryException">Anything else; the batch is to be sent again.</exception>
    public async Task SendBatchAsync(
        IReadOnlyList<ReadOnlyMemory<byte>> frames,
        bool receiverConfirms,
        CancellationToken cancel)
    {
        if (frames.Count == 0)
        {
            return;
        }

        using var batchTime = new CancellationTokenSource(BatchTimeout, _clock);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel, batchTime.Token);
        try
        {
            await DeliverAsync(frames, receiverConfirms, limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException e) when (!cancel.IsCancellationRequested)
        {
            throw new AuditDeliveryException($"the audit repository {host}:{port} did not answer in time", e);
        }
        catch (Exception e) when (e is IOException or SocketException or AuthenticationException)
        {
            throw new AuditDeliveryException($"the batch did not reach the audit repository {host}:{port}: {e.Message}", e);
        }
    }

    private async Task DeliverAsync(
        IReadOnlyList<ReadOnlyMemory<byte>> frames,
        bool receiverConfirms,
        CancellationToken cancel)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        using var tls = await ConnectAsync(socket, cancel).ConfigureAwait(false);
        await WriteAsync(tls, frames, cancel).ConfigureAwait(false);

        // close_notify, then FIN: some receivers react to the one, some to the other.
        await tls.ShutdownAsync().WaitAsync(cancel).ConfigureAwait(false);
        socket.Shutdown(SocketShutdown.Send);
        await DeliveryConfirmation.ReadAsync(tls, receiverConfirms ? frames.Count : null, cancel).ConfigureAwait(false);
    }

    private async Task<SslStream> ConnectAsync(Socket socket, CancellationToken cancel)
    {
        using var connectTime = new CancellationTokenSource(ConnectTimeout, _clock);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel, connectTime.Token);
        await socket.ConnectAsync(host, port, limit.Token).ConfigureAwait(false);
        var tls = new SslStream(new NetworkStream(socket, ownsSocket: false), leaveInnerStreamOpen: false);
        try
        {
            await tls.AuthenticateAsClientAsync(tlsOptions(), limit.Token).ConfigureAwait(false);
            return tls;
        }
        catch
        {
            await tls.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Small messages share a TLS record; nothing is copied twice.</summary>
    private static async Task WriteAsync(
        SslStream tls,
        IReadOnlyList<ReadOnlyMemory<byte>> frames,
        CancellationToken cancel)
    {
        var output = new ArrayBufferWriter<byte>(WriteBytes);
        foreach (var frame in frames)
        {
            SyslogFrameWriter.Write(output, frame.Span);
            if (output.WrittenCount >= WriteBytes)
            {
                await tls.WriteAsync(output.WrittenMemory, cancel).ConfigureAwait(false);
                output.ResetWrittenCount();
            }
        }

        await tls.WriteAsync(output.WrittenMemory, cancel).ConfigureAwait(false);
        await tls.FlushAsync(cancel).ConfigureAwait(false);
    }
}
