using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using XdsDmp.Audit.Events;
using XdsDmp.Audit.Messages;
using XdsDmp.Security.Trust;
using XdsDmp.Sql;
using RefusedPeer = XdsDmp.Audit.Events.RefusedPeer;

namespace XdsDmp.Hosting;

/// <summary>
/// What auditors must hear though no transaction tells it: peers that were kept out, and trust that is in trouble. A
/// flood of strangers neither holds up the service nor silences its alarms: beyond a bound it is in the log only.
/// </summary>
public sealed class SecurityAlerts(AuditTrail audit, TimeProvider clock, ILogger logger)
{
    /// <summary>Refused peers that may wait to be written down.</summary>
    private const int MaxPeersWaiting = 10_000;

    /// <summary>Room that refused peers do not get.</summary>
    private const int MaxAlarmsWaiting = 1_000;

    private static readonly TimeSpan BusyPause = TimeSpan.FromMilliseconds(200);

    private readonly Channel<AuditMessage> _waiting =
        Channel.CreateBounded<AuditMessage>(MaxPeersWaiting + MaxAlarmsWaiting);

    /// <summary>A peer failed node authentication (ITI-19).</summary>
    public void TellRefused(RefusedPeer peer, string reason) => TellOfPeer(
        NodeAuthenticationFailureEvent.Build(audit.Node, audit.Now, peer, reason), peer.Address, reason);

    /// <summary>A system that is known wanted to do what it is not allowed.</summary>
    public void TellForbidden(RefusedPeer peer, string reason) => TellOfPeer(
        RestrictedFunctionEvent.Build(audit.Node, audit.Now, peer, reason), peer.Address, reason);

    /// <summary>Trust material, or the systems file, cannot be used as it is.</summary>
    public void TellAlarm(TrustAlarm alarm)
    {
        ArgumentNullException.ThrowIfNull(alarm);
        logger.LogError("{Kind}: {Text}", alarm.Kind, alarm.Text);
        Tell(SecurityConfigurationEvent.Build(
            audit.Node, audit.Now, alarm.Path,
            new AuditOutcome(EventOutcome.SeriousFailure, $"{alarm.Kind}: {alarm.Text}")));
    }

    /// <summary>Who may do what has changed.</summary>
    public void TellChange(string path, string what)
    {
        logger.LogInformation("{Path}: {What}", path, what);
        Tell(SecurityConfigurationEvent.Build(audit.Node, audit.Now, path, new AuditOutcome(
            EventOutcome.Success, what)));
    }

    /// <summary>Writes down what comes, in order, until it is told that nothing more comes.</summary>
    public async Task RecordAsync(CancellationToken cancel)
    {
        await foreach (var message in _waiting.Reader.ReadAllAsync(cancel))
        {
            await AppendPatientlyAsync(message, cancel);
        }
    }

    /// <summary>Nothing more comes: what waits is still written down.</summary>
    public void Complete() => _waiting.Writer.TryComplete();

    private void TellOfPeer(AuditMessage message, string address, string reason)
    {
        logger.LogWarning("Refused {Peer}: {Reason}", address, reason);
        if (_waiting.Reader.Count < MaxPeersWaiting)
        {
            Tell(message);
        }
    }

    private void Tell(AuditMessage message) => _waiting.Writer.TryWrite(message);

    /// <summary>What the busy store does not take now it takes later.</summary>
    private async Task AppendPatientlyAsync(AuditMessage message, CancellationToken cancel)
    {
        while (true)
        {
            try
            {
                await audit.AppendAsync([message]);
                return;
            }
            catch (StoreBusyException)
            {
                await Task.Delay(BusyPause, clock, cancel);
            }
        }
    }
}
