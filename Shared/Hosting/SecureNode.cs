using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using XdsDmp.Audit.Events;
using XdsDmp.Audit.Syslog;
using XdsDmp.Hosting.Configuration;
using XdsDmp.Hosting.Health;
using XdsDmp.Hosting.InProcess;
using XdsDmp.Hosting.MessageSecurity;
using XdsDmp.Hosting.Telemetry;
using XdsDmp.Metadata.Errors;
using XdsDmp.Security.Systems;
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
    /// <summary>How long a stop waits for alerts to be written down.</summary>
    private static readonly TimeSpan LastAlerts = TimeSpan.FromSeconds(2);

    private readonly Checkpointer _checkpointer;
    private readonly CancellationTokenSource _stop = new();
    private readonly List<Task> _work = [];
    private readonly AuditDelivery? _delivery;
    private Task _alertsRecorded = Task.CompletedTask;
    private readonly HealthOptions _healthOptions;
    private HealthPort? _healthPort;

    private SecureNode(
        string name,
        string databaseFile,
        MigrationSet tables,
        IConfiguration configuration,
        ILoggerFactory logs,
        KeepAuditMessage? keepAudit,
        LocalAuditRepository? local)
    {
        Logger = logs.CreateLogger(name);
        Requests = new RequestWatch(
            name, Logger, configuration.Read<LogOptions>("Logs").Access ? logs.CreateLogger($"{name}-access") : null);
        Health = new NodeHealth(name, Clock, Logger);
        StopTime = new StopTime(Clock);
        _healthOptions = configuration.Read<HealthOptions>("Health").Checked();
        Database = new Database(databaseFile);
        MigrationRunner.Migrate(Database, MigrationSet.Shared, tables);
        Writer = new GroupCommitWriter(Database);
        _checkpointer = new Checkpointer(Database);
        Readers = new ReaderPool(Database);
        var audit = configuration.Read<AuditOptions>("Audit");
        Audit = new AuditTrail(NodeOf(name, audit), Writer, Clock, keepAudit);
        Async = configuration.Read<AsyncOptions>("Async");
        Profile = ProfileSetting.Of(configuration);
        Dmp = configuration.Read<DmpOptions>("Dmp");
        Alerts = new SecurityAlerts(Audit, Clock, Logger);
        var security = configuration.Read<SecurityOptions>("Security");
        Tls = NodeTls.Of(security, Clock, Alerts.TellAlarm, OnRefused);
        Systems = SystemsOf(security);
        Permission = new SystemPermission(Systems, Tls.Peers, Alerts);
        (Gate, Messages) = MessageSecurityParts.Of(this, security, Alerts.TellAlarm);
        _delivery = keepAudit is null ? DeliveryBy(AuditLink.Of(audit, Tls, local, Clock)) : null;
    }

    public Database Database { get; }

    public GroupCommitWriter Writer { get; }

    public ReaderPool Readers { get; }

    public AuditTrail Audit { get; }

    public TlsPolicy Tls { get; }

    /// <summary>Who may do what.</summary>
    public SystemRegister Systems { get; }

    /// <summary>Asks <see cref="Systems"/> for each request.</summary>
    public SystemPermission Permission { get; }

    /// <summary>What auditors must hear of peers and of trust.</summary>
    internal SecurityAlerts Alerts { get; }

    public AsyncOptions Async { get; }

    /// <summary>Whose rules are kept here.</summary>
    public Profile Profile { get; }

    /// <summary>Of no importance with the profile Ihe.</summary>
    public DmpOptions Dmp { get; }

    /// <summary>Of explanations for callers who do not say what they read.</summary>
    public Language Language => Profile == Profile.Dmp ? Dmp.Language : Language.English;

    /// <summary>Signs what this node sends.</summary>
    public NodeMessages Messages { get; }

    /// <summary>Finds out who signed what this node receives, and on whose behalf it comes.</summary>
    internal MessageGate Gate { get; }

    /// <summary>To be told of every request.</summary>
    public RequestWatch Requests { get; }

    /// <summary>Whoever can fail enters a check.</summary>
    public NodeHealth Health { get; }

    /// <summary>Where <c>/health/live</c> and <c>/health/ready</c> are answered without TLS; null: nowhere.</summary>
    public Uri? HealthUrl => _healthPort?.Url;

    /// <summary>What a stop may still take.</summary>
    public StopTime StopTime { get; }

    /// <summary>For how long connections stay that are open when the port closes.</summary>
    public TimeSpan DrainTime => TimeSpan.FromSeconds(_healthOptions.DrainSeconds);

    public ILogger Logger { get; }

    public TimeProvider Clock { get; } = TimeProvider.System;

    /// <summary>
    /// Opens the database, loads certificate and trust, records the start. Throws what is wrong with the configuration.
    /// </summary>
    /// <param name="keepAudit">
    /// Where this node's own audit messages stay. Null: in the outbox, until the audit repository of section Audit has
    /// them.
    /// </param>
    /// <param name="local">An audit repository of this process, in case it is the one that the settings name.</param>
    public static async Task<SecureNode> StartAsync(
        string name,
        string databaseFile,
        MigrationSet tables,
        IConfiguration configuration,
        ILoggerFactory logs,
        KeepAuditMessage? keepAudit = null,
        LocalAuditRepository? local = null)
    {
        var node = new SecureNode(name, databaseFile, tables, configuration, logs, keepAudit, local);
        node.TellSurroundings(configuration, name);
        await node.TellHealthAsync(name);
        await node.Audit.AppendAsync([ApplicationActivityEvent.BuildStart(node.Audit.Node, node.Audit.Now)]);
        node._alertsRecorded = node.Alerts.RecordAsync(node._stop.Token);
        if (node._delivery is not null)
        {
            node._work.Add(node._delivery.RunAsync(node._stop.Token));
        }

        return node;
    }

    /// <summary>
    /// Tells that no new requests should come, and waits for those to hear it who send them. To be called first by what
    /// stops; what comes all the same is answered.
    /// </summary>
    public async Task BeginStopAsync()
    {
        if (!Health.IsStopping)
        {
            StopTime.Begin();
            Health.BeginStop();
            await Task.Delay(TimeSpan.FromSeconds(_healthOptions.StopDelaySeconds), Clock);
        }
    }

    /// <summary>Records the stop, gives the audit messages a last chance to leave, closes the database.</summary>
    public async ValueTask DisposeAsync()
    {
        StopTime.Begin();
        Health.BeginStop();
        await Audit.AppendAsync([ApplicationActivityEvent.BuildStop(Audit.Node, Audit.Now)]);
        Alerts.Complete();
        await Task.WhenAny(_alertsRecorded, Task.Delay(StopTime.Of(LastAlerts), Clock));
        await _stop.CancelAsync();
        await Task.WhenAll([.. _work, _alertsRecorded]).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (_delivery is not null)
        {
            await DrainOnceAsync(_delivery);
        }

        CloseDatabase();
        _stop.Dispose();
        await (_healthPort?.DisposeAsync() ?? ValueTask.CompletedTask);
    }

    private void CloseDatabase()
    {
        Measures.Forget(Requests.Service);
        Writer.Dispose();
        _checkpointer.Dispose();
        Readers.Dispose();
    }

    private async Task TellHealthAsync(string name)
    {
        new NodeChecks(this, _healthOptions).AddTo(Health, _delivery);
        Measures.Watch(name, this, _delivery is null ? null : () => _delivery.Waiting.Depth);
        try
        {
            _healthPort = _healthOptions.PortOf(name) < 0
                ? null : await HealthPort.StartAsync(Health, _healthOptions.Address, _healthOptions.PortOf(name));
        }
        catch (ConfigurationException)
        {
            CloseDatabase();
            throw;
        }
    }

    /// <summary>As <see cref="Tls"/>, towards peers of another trust folder than the node's.</summary>
    /// <exception cref="TrustException">There is nobody in it.</exception>
    public TlsPolicy TlsTrusting(string folder) => Tls.Trusting(new TrustStore(folder, Clock, Alerts.TellAlarm));

    /// <summary>What around us an operator should know: the runtime, and files that others can read.</summary>
    private void TellSurroundings(IConfiguration configuration, string name)
    {
        Logger.LogInformation("{Name} on {Runtime}", name, RuntimeLevel.Name);
        var warnings = ExposedFiles.Warnings(configuration, name, "Security");
        foreach (var warning in RuntimeLevel.Warning is { } old ? warnings.Append(old) : warnings)
        {
            Logger.LogWarning("{Warning}", warning);
        }
    }

    private AuditDelivery DeliveryBy(SendBatch send) => new(
        new Outbox(Database), Writer, send, Clock, Logger, () => Database.TryTake(AuditDelivery.Job));

    private static AuditNode NodeOf(string name, AuditOptions options) => AuditNode.OfThisProcess(
        string.IsNullOrEmpty(options.SourceId) ? $"xdsdmp-{name}" : $"{options.SourceId}-{name}") with
    {
        EnterpriseSiteId = string.IsNullOrEmpty(options.EnterpriseSiteId) ? null : options.EnterpriseSiteId,
    };

    private SystemRegister SystemsOf(SecurityOptions options)
    {
        try
        {
            var register = SystemRegister.Open(options.Systems, Clock, Alerts.TellAlarm, Alerts.TellChange);
            if (register.Current.IsOpen)
            {
                Logger.LogWarning(
                    "NO SYSTEMS FILE: every certificate that is trusted may call every transaction. Name one in "
                    + "Security:Systems; 'xdsdmp domain check FILE' explains it");
            }

            return register;
        }
        catch (TrustException wrong)
        {
            throw new ConfigurationException($"Security:Systems: {wrong.Message}", wrong);
        }
    }

    private void OnRefused(RefusedTlsPeer peer) => Alerts.TellRefused(
        new RefusedPeer(
            (peer.RemoteEndPoint as IPEndPoint)?.Address.ToString() ?? peer.RemoteEndPoint?.ToString() ?? "unknown",
            peer.Subject),
        peer.Text);

    private async Task DrainOnceAsync(AuditDelivery delivery)
    {
        using var patience = new CancellationTokenSource(StopTime.Of(TimeSpan.FromSeconds(2)));
        try
        {
            await delivery.DrainLastAsync(patience.Token);
        }
        catch (Exception undelivered) when (undelivered is AuditDeliveryException or OperationCanceledException)
        {
            Logger.LogInformation("Audit messages stay in the outbox until the next start: {Reason}",
                undelivered.Message);
        }
    }
}
