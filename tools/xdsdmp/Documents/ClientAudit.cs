using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using XdsDmp.Audit.Events;
using XdsDmp.Audit.Messages;
using XdsDmp.Audit.Syslog;
using XdsDmp.CommandLine.Output;
using XdsDmp.CommandLine.Serving;
using XdsDmp.Metadata.Errors;

namespace XdsDmp.CommandLine.Documents;

/// <summary>
/// The audit messages of this program as a client (ITI-20). It has no outbox: what cannot be delivered is told, and
/// the act stands in the records of the service that it was done with.
/// </summary>
internal sealed class ClientAudit(ClientSettings settings, ClientTls tls)
{
    private const string Name = "xdsdmp-client";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private readonly AuditNode _node = new()
    {
        SourceId = Name,
        ProcessId = Environment.ProcessId.ToString(CultureInfo.InvariantCulture),
        HostName = Dns.GetHostName(),
    };

    public AuditContext Context(Uri server) => new()
    {
        Node = _node,
        Time = TimeProvider.System.GetUtcNow(),
        End = TransactionEnd.Client,
        ServerEndpoint = server.AbsoluteUri,
        ClientCertificateSubject = tls.Certificate.Subject,
    };

    public async Task SendAsync(IReadOnlyList<AuditMessage> messages)
    {
        if (Receiver() is not var (host, port))
        {
            return;
        }

        // Not the command's own token: an interrupted act leaves its record too.
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            var sender = new SyslogTlsSender(host, port, () => tls.Policy.ForClient(host));
            await sender.SendBatchAsync([.. messages.Select(Frame)], receiverConfirms: false, patience.Token);
        }
        catch (Exception undelivered) when (undelivered is AuditDeliveryException or OperationCanceledException)
        {
            Screen.Warn($"the audit record of this client was not delivered: {undelivered.Message}");
        }
    }

    /// <summary>Somebody at this machine has read the audit records.</summary>
    public Task SendLogUsedAsync(Uri log) => SendAsync(
    [
        AuditLogUsedEvent.Build(
            _node, TimeProvider.System.GetUtcNow(), [new LogReader(Environment.UserName, Address: _node.HostName)],
            log.AbsoluteUri),
    ]);

    /// <summary>
    /// 2.25 and half of the certificate's SHA-256: a Document Source's id that nobody has to keep anywhere.
    /// </summary>
    public static string SourceIdOf(X509Certificate2 certificate) =>
        NodeIdentity.NewOid(new Guid(certificate.GetCertHash(HashAlgorithmName.SHA256).AsSpan(0, 16), bigEndian: true));

    public static string CodesOf(RegistryResponse response) =>
        string.Join(", ", response.Errors.Select(error => error.Code).Distinct());

    private ReadOnlyMemory<byte> Frame(AuditMessage message) => SyslogMessage.Compose(
        new SyslogHeader
        {
            Priority = SyslogMessage.PriorityOf(message.Event.Outcome.Indicator),
            Timestamp = message.Event.Time,
            HostName = _node.HostName,
            AppName = Name,
            ProcessId = _node.ProcessId,
        },
        AuditMessageWriter.Write(message));

    private (string Host, int Port)? Receiver()
    {
        if (settings.AuditReceiver is null or "none")
        {
            return null;
        }

        var colon = settings.AuditReceiver.LastIndexOf(':');
        return colon > 0
            && int.TryParse(settings.AuditReceiver.AsSpan(colon + 1), NumberStyles.None, null, out var port)
            ? (settings.AuditReceiver[..colon], port)
            : throw CommandException.Usage($"--audit: '{settings.AuditReceiver}' is not host:port");
    }
}
