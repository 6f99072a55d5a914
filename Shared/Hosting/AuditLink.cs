using System.Data.Common;
using Microsoft.Extensions.Logging;
using XdsDmp.Audit.Syslog;
using XdsDmp.Hosting.Configuration;
using XdsDmp.Hosting.InProcess;
using XdsDmp.Security.Trust;
using XdsDmp.Sql;

namespace XdsDmp.Hosting;

/// <summary>
/// The way to the audit repository: over the wire, or straight to it where it runs in this process and nobody wants the
/// wire. What is said and who may say it are the same on both.
/// </summary>
internal sealed class AuditLink
{
    /// <summary>How long an answer waits for a record before its message goes to the outbox instead.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>After a failure the outbox is not asked for the next one, but taken.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly AuditOptions _options;
    private readonly TlsPolicy _tls;
    private readonly LocalAuditRepository? _near;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private long _notBefore = long.MinValue;

    public AuditLink(
        AuditOptions options, TlsPolicy tls, LocalAuditRepository? local, TimeProvider clock, ILogger logger)
    {
        (_options, _tls, _clock, _logger) = (options, tls, clock, logger);
        _near = local is not null && !options.OverWire && local.IsAt(options.ReceiverHost, options.ReceiverPort)
            ? local
            : null;
        var sender = new SyslogTlsSender(
            options.ReceiverHost, options.ReceiverPort, () => tls.ForClient(options.ReceiverHost), clock);
        SendAsync = _near is null
            ? (messages, cancel) => sender.SendBatchAsync(messages, options.ReceiverConfirms, cancel)
            : SendNearAsync;
    }

    /// <summary>For what waits in the outbox.</summary>
    public SendBatch SendAsync { get; }

    /// <summary>
    /// For messages of acts that have changed nothing, and so need no place in the transaction of an act: straight to
    /// the audit repository, without the outbox.
    /// </summary>
    /// <returns>False: it is not near, or does not take them now. They may be records all the same: a duplicate in the
    /// trail is better than a gap.</returns>
    public async Task<bool> TryFileAsync(IReadOnlyList<byte[]> messages)
    {
        if (_near is null || _clock.GetTimestamp() < Interlocked.Read(ref _notBefore))
        {
            return false;
        }

        try
        {
            await _near.FileAsync([.. messages.Select(message => (ReadOnlyMemory<byte>)message)], _tls,
                _options.ReceiverHost).WaitAsync(Patience, _clock);
            return true;
        }
        catch (Exception failure) when (IsOfTheReceiver(failure))
        {
            Interlocked.Exchange(
                ref _notBefore, _clock.GetTimestamp() + (long)(Pause.TotalSeconds * _clock.TimestampFrequency));
            _logger.LogWarning("Audit messages go to the outbox: {Reason}", failure.Message);
            return false;
        }
    }

    private async Task SendNearAsync(IReadOnlyList<ReadOnlyMemory<byte>> messages, CancellationToken cancel)
    {
        try
        {
            await _near!.FileAsync(messages, _tls, _options.ReceiverHost).WaitAsync(cancel);
        }
        catch (Exception failure) when (failure is not AuditDeliveryException && IsOfTheReceiver(failure))
        {
            throw new AuditDeliveryException($"the audit repository does not take them: {failure.Message}", failure);
        }
    }

    private static bool IsOfTheReceiver(Exception failure) => failure
        is AuditDeliveryException or DbException or StoreBusyException or StoreFullException or TimeoutException;
}
