using System.Net;
using System.Threading.Channels;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using XdsDmp.Audit.Events;
using XdsDmp.Audit.Messages;
using XdsDmp.Audit.Syslog;
using XdsDmp.Hosting.Configuration;
using XdsDmp.Hosting.MessageSecurity;
using XdsDmp.Security.Certificates;
using XdsDmp.Security.Trust;
using XdsDmp.Sql;
using RefusedPeer = XdsDmp.Audit.Events.RefusedPeer;
using RefusedTlsPeer = XdsDmp.Security.Trust.RefusedPeer;

namespace XdsDmp.Hosting;

/// <summary>
/// What every service is first of all: a Secure Node (ITI TF-1 §9). Its database, its certificate and trust, its audit
/// trail with the outbox that carries it away. Start to stop is audited.
/// </summary>
public sealed class SecureNode : IAsyncDisposable
{
    /// <summary>
    /// Refused handshakes that may wait to be written down; a flood beyond it is counted in the log only.
    /// </summary>
    private const int MaxRefusedWaiting = 10_000;

    private static readonly TimeSpan BusyPause = TimeSpan.FromMilliseconds(200);

    private readonly Checkpointer _checkpointer;
    private readonly Channel<RefusedTlsPeer> _refused = Channel.CreateBounded<RefusedTlsPeer>(MaxRefusedWaiting);
    private readonly CancellationTokenSource _stop = new();
    private readonly List<Task> _work = [];
    private readonly AuditDelivery? _delivery;

    private SecureNode(
        string name,
        string databaseFile,
        MigrationSet tables,
        IConfiguration configuration,
        ILoggerFactory logs,
        KeepAuditMessage? keepAudit)
    {
        Logger = logs.CreateLogger(name);
        Database = new Database(databaseFile);
        MigrationRunner.Migrate(Database, MigrationSet.Shared, tables);
        Writer = new GroupCommitWriter(Database);
        _checkpointer = new Checkpointer(Database);
        Readers = new ReaderPool(Database);
        var audit = configuration.Read<AuditOptions>("Audit");
        Audit = new AuditTrail(NodeOf(name, audit), Writer, Clock, keepAudit);
        Async = configuration.Read<AsyncOptions>("Async");
        var security = configuration.Read<SecurityOptions>("Security");
        Tls = TlsOf(security);
        (Gate, Messages) = MessageSecurityParts.Of(this, security, Alarm);
        _delivery = keepAudit is null ? DeliveryTo(audit) : null;
    }

    public Database Database { get; }

    public GroupCommitWriter Writer { get; }

    public ReaderPool Readers { get; }

    public AuditTrail Audit { get; }

    public TlsPolicy Tls { get; }

    public AsyncOptions Async { get; }

    /// <summary>Signs what this node sends.</summary>
    public NodeMessages Messages { get; }

    /// <summary>Finds out who signed what this node receives, and on whose behalf it comes.</summary>
    internal MessageGate Gate { get; }

    public ILogger Logger { get; }

    public TimeProvider Clock { get; } = TimeProvider.System;

    /// <summary>
    /// Opens the database, loads certificate and trust, records the start. Throws what is wrong with the configuration.
    /// </summary>
    /// <param name="keepAudit">
    /// Where this node's own audit messages stay. Null: in the outbox, until the audit repository of section Audit has
    /// them.
    /// </param>
    public static async Task<SecureNode> StartAsync(
        string name,
        string databaseFile,
        MigrationSet tables,
        IConfiguration configuration,
        ILoggerFactory logs,
        KeepAuditMessage? keepAudit = null)
    {
        var node = new SecureNode(name, databaseFile, tables, configuration, logs, keepAudit);
        await node.Audit.AppendAsync([ApplicationActivityEvent.BuildStart(node.Audit.Node, node.Audit.Now)]);
        node._work.Add(node.RecordRefusedPeersAsync(node._stop.Token));
        if (node._delivery is not null)
        {
            node._work.Add(node._delivery.RunAsync(node._stop.Token));
        }

        return node;
    }

    /// <summary>Records the stop, gives the audit messages a last chance to leave, closes the database.</summary>
    public async ValueTask DisposeAsync()
    {
        await Audit.AppendAsync([ApplicationActivityEvent.BuildStop(Audit.Node, Audit.Now)]);
        await _stop.CancelAsync();
        await Task.WhenAll(_work).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (_delivery is not null)
        {
            await DrainOnceAsync(_delivery);
        }

        Writer.Dispose();
        _checkpointer.Dispose();
        Readers.Dispose();
        _stop.Dispose();
    }

    private AuditDelivery DeliveryTo(AuditOptions audit)
    {
        var sender = new SyslogTlsSender(
            audit.ReceiverHost, audit.ReceiverPort, () => Tls.ForClient(audit.ReceiverHost), Clock);
        return new AuditDelivery(
            new Outbox(Database), Writer,
            (messages, cancel) => sender.SendBatchAsync(messages, audit.ReceiverConfirms, cancel), Clock, Logger);
    }

    private static AuditNode NodeOf(string name, AuditOptions options) => AuditNode.OfThisProcess(
        string.IsNullOrEmpty(options.SourceId) ? $"xdsdmp-{name}" : $"{options.SourceId}-{name}") with
    {
        EnterpriseSiteId = string.IsNullOrEmpty(options.EnterpriseSiteId) ? null : options.EnterpriseSiteId,
    };

    private TlsPolicy TlsOf(SecurityOptions options)
    {
        var files = new NodeCertificateFiles(
            ConfigurationReader.Required(options.Certificate, "Security:Certificate"),
            ConfigurationReader.Required(options.Key, "Security:Key"));
        var trust = new TrustStore(
            ConfigurationReader.Required(options.TrustFolder, "Security:TrustFolder"), Clock, Alarm);
        return new TlsPolicy(new NodeCertificateSource(files, Clock, Alarm), trust, new TlsPolicyOptions(), Clock,
            OnRefused);
    }

    private void Alarm(TrustAlarm alarm) => Logger.LogError("{Kind}: {Text}", alarm.Kind, alarm.Text);

    private void OnRefused(RefusedTlsPeer peer)
    {
        Logger.LogWarning("Refused {Peer}: {Reason}", peer.RemoteEndPoint, peer.Text);
        _refused.Writer.TryWrite(peer);
    }

    private async Task RecordRefusedPeersAsync(CancellationToken cancel)
    {
        await foreach (var peer in _refused.Reader.ReadAllAsync(cancel))
        {
            var address = (peer.RemoteEndPoint as IPEndPoint)?.Address.ToString() ?? peer.RemoteEndPoint?.ToString()
                ?? "unknown";
            await AppendPatientlyAsync(
            [
                NodeAuthenticationFailureEvent.Build(
                    Audit.Node, Audit.Now, new RefusedPeer(address, peer.Subject), peer.Text),
            ],
            cancel);
        }
    }

    /// <summary>
    /// A flood of strangers must not silence the trail: what the busy store does not take now it takes later.
    /// </summary>
    private async Task AppendPatientlyAsync(IReadOnlyList<AuditMessage> messages, CancellationToken cancel)
    {
        while (true)
        {
            try
            {
                await Audit.AppendAsync(messages);
                return;
            }
            catch (StoreBusyException)
            {
                await Task.Delay(BusyPause, Clock, cancel);
            }
        }
    }

    private async Task DrainOnceAsync(AuditDelivery delivery)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        try
        {
            await delivery.DrainAsync(patience.Token);
        }
        catch (Exception undelivered) when (undelivered is AuditDeliveryException or OperationCanceledException)
        {
            Logger.LogInformation("Audit messages stay in the outbox until the next start: {Reason}",
                undelivered.Message);
        }
    }
}
