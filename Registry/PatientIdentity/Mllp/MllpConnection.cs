using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;

namespace XdsDmp.Registry.PatientIdentity.Mllp;

/// <summary>
/// One sender's connection: message, answer, message, answer. Each message is answered before the next is read, as
/// MLLP wants it; a sender that does not wait is not disturbed by that.
/// </summary>
internal sealed class MllpConnection(ConnectionContext connection, MllpListener listener)
{
    private readonly MllpFrameReader _frames = new(connection.Transport.Input, listener.Limits, listener.Clock);
    private readonly CancellationToken _stop =
        connection.Features.GetRequiredFeature<IConnectionLifetimeNotificationFeature>().ConnectionClosedRequested;

    /// <summary>Ends with the sender's stream, with one that is no MLLP, or with the service.</summary>
    public async Task RunAsync()
    {
        try
        {
            await AnswerAllAsync();
            await EndAsync();
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            await EndAsync();
        }
        catch (Exception gone) when (gone is IOException or TimeoutException or OperationCanceledException)
        {
            listener.Logger.LogInformation("{Exchange}: closed: {Reason}", connection.ConnectionId, gone.Message);
            connection.Abort(new ConnectionAbortedException(gone.Message));
        }
    }

    private async Task AnswerAllAsync()
    {
        try
        {
            for (var number = 1; await _frames.ReadAsync(_stop) is { } message; number++)
            {
                await AnswerAsync(message, $"{connection.ConnectionId}:{number}");
            }
        }
        catch (MllpFramingException broken)
        {
            listener.Logger.LogWarning("{Exchange}: cut off: {Reason}", connection.ConnectionId, broken.Message);
            await RefuseAsync(broken);
        }
    }

    private async Task AnswerAsync(byte[] message, string exchangeId)
    {
        using var observed = listener.Requests.Begin(exchangeId);
        var caller = listener.CallerOf(connection);
        observed.Caller = caller?.System?.Name ?? caller?.Subject ?? "without TLS";
        observed.OctetsIn = message.Length;
        var answer = await listener.Receiver.AnswerAsync(
            message, listener.ContextOf(connection), caller, exchangeId, observed);
        observed.OctetsOut = answer.Length;
        await WriteAsync(answer);
    }

    /// <summary>The sender is told before it is cut off, if it has begun a message at all.</summary>
    private async Task RefuseAsync(MllpFramingException broken)
    {
        if (broken.Beginning.Length > 0)
        {
            await WriteAsync(await listener.Receiver.RefuseTooLargeAsync(
                broken.Beginning, listener.ContextOf(connection), listener.Limits.MaxMessageBytes,
                connection.ConnectionId));
        }
    }

    private async Task WriteAsync(byte[] answer)
    {
        using var patience = new CancellationTokenSource(listener.Limits.MidFrame, listener.Clock);
        await connection.Transport.Output.WriteAsync(MllpFrames.Of(answer), patience.Token);
    }

    /// <summary>close_notify where there is TLS; a sender that has gone needs none.</summary>
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
            listener.Logger.LogDebug("{Exchange}: went away before the end was said", connection.ConnectionId);
        }
    }
}
