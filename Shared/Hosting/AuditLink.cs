using System.Data.Common;
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
internal static class AuditLink
{
    public static SendBatch Of(AuditOptions options, TlsPolicy tls, LocalAuditRepository? local, TimeProvider clock)
    {
        if (local is not null && !options.OverWire && local.IsAt(options.ReceiverHost, options.ReceiverPort))
        {
            return (messages, cancel) => FileAsync(local, messages, tls, options.ReceiverHost, cancel);
        }

        var sender = new SyslogTlsSender(
            options.ReceiverHost, options.ReceiverPort, () => tls.ForClient(options.ReceiverHost), clock);
        return (messages, cancel) => sender.SendBatchAsync(messages, options.ReceiverConfirms, cancel);
    }

    private static async Task FileAsync(
        LocalAuditRepository local, IReadOnlyList<ReadOnlyMemory<byte>> messages, TlsPolicy tls, string host,
        CancellationToken cancel)
    {
        try
        {
            await local.FileAsync(messages, tls, host).WaitAsync(cancel);
        }
        catch (Exception failure) when (failure is DbException or StoreBusyException or StoreFullException)
        {
            throw new AuditDeliveryException($"the audit repository does not take them: {failure.Message}", failure);
        }
    }
}
