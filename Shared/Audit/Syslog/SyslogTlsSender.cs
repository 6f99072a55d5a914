using System.Buffers;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;

namespace XdsDmp.Audit.Syslog;

/// <summary>
/// Sends batches of syslog messages over mutual TLS (RFC 5425), one connection for each batch. RFC 5425 knows no
/// acknowledgement, and a write to a peer that silently went away succeeds. Hence each batch ends with an orderly
/// close, and our own audit repository confirms it: see <see cref="DeliveryConfirmation"/>.
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
            throw new AuditDeliveryException($"the audit repository {host}:{port} was not reached: {e.Message}", e);
        }
    }

    private async Task DeliverAsync(
        IReadOnlyList<ReadOnlyMemory<byte>> frames,
        bool receiverConfirms,
        CancellationToken cancel)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        using var connectTime = new CancellationTokenSource(ConnectTimeout, _clock);
        using var connectLimit = CancellationTokenSource.CreateLinkedTokenSource(cancel, connectTime.Token);
        await socket.ConnectAsync(host, port, connectLimit.Token).ConfigureAwait(false);
        using var transport = new EndWatchingStream(socket);
        using var tls = new SslStream(transport, leaveInnerStreamOpen: true);
        await tls.AuthenticateAsClientAsync(tlsOptions(), connectLimit.Token).ConfigureAwait(false);
        await WriteAsync(tls, frames, cancel).ConfigureAwait(false);

        // close_notify but no FIN: a receiver that sees the FIN need not answer our close_notify (RFC 5425 §4.4).
        await tls.ShutdownAsync().WaitAsync(cancel).ConfigureAwait(false);
        await DeliveryConfirmation.ReadAsync(tls, receiverConfirms ? frames.Count : null, cancel).ConfigureAwait(false);
        if (!receiverConfirms && transport.IsEndReached)
        {
            throw new AuditDeliveryException($"the audit repository {host}:{port} broke off without close_notify");
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
