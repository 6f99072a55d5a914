using XdsDmp.Hosting.Configuration;
using XdsDmp.Security.Trust;
using XdsDmp.Sql;

namespace XdsDmp.Hosting.Health;

/// <summary>
/// The checks that every node has: its database and disk, its certificate and trust, its audit messages.
/// </summary>
internal sealed class NodeChecks(SecureNode node, HealthOptions options)
{
    private const long Mebibyte = 1024 * 1024;

    /// <summary>Below so many times what counts as full there is still time to make room.</summary>
    private const int LowDiskFactor = 4;

    private readonly WriteProbe _probe = new(node.Writer, node.Clock);

    /// <param name="delivery">Null for the node whose own audit messages stay with it.</param>
    public void AddTo(NodeHealth health, AuditDelivery? delivery)
    {
        health.Add("database", DatabaseAsync);
        if (!node.Database.IsShared)
        {
            health.Add("disk", _ => ValueTask.FromResult(Disk()));
        }

        health.Add("certificate", _ => ValueTask.FromResult(Certificate()));
        health.Add("trust", _ => ValueTask.FromResult(Trust()));
        if (delivery is not null)
        {
            health.Add("audit outbox", _ => ValueTask.FromResult(AuditOutbox(delivery.Waiting)));
        }
    }

    private async ValueTask<HealthFinding> DatabaseAsync(CancellationToken cancel)
    {
        try
        {
            var took = await _probe.TryAsync(cancel);
            return HealthFinding.Ok("database", $"a commit took {took.TotalMilliseconds:0} ms");
        }
        catch (StoreBusyException)
        {
            return HealthFinding.Degraded("database", "more writes are waiting than are accepted");
        }
        catch (WriteProbeException failure)
        {
            return HealthFinding.Failing("database", $"cannot be written: {failure.Message}");
        }
    }

    private HealthFinding Disk()
    {
        var free = new DriveInfo(Path.GetDirectoryName(node.Database.File)!).AvailableFreeSpace / Mebibyte;
        var finding = HealthFinding.Ok("disk", $"{free} MiB free for the database");
        return finding with
        {
            State = free < options.MinFreeMegabytes ? HealthState.Failing
                : free < (long)options.MinFreeMegabytes * LowDiskFactor ? HealthState.Degraded
                : HealthState.Ok,
        };
    }

    private HealthFinding Certificate()
    {
        var now = node.Clock.GetUtcNow();
        DateTimeOffset end = node.Tls.Certificate.NotAfter.ToUniversalTime();
        var until = $"the node's certificate ends {end.UtcDateTime:yyyy-MM-dd HH:mm} UTC";
        return end <= now ? HealthFinding.Failing("certificate", $"{until}: peers refuse it")
            : node.Tls.CertificateTrouble is { } trouble ? HealthFinding.Degraded("certificate", trouble)
            : end <= now.AddDays(options.CertificateWarningDays) ? HealthFinding.Degraded("certificate", until)
            : HealthFinding.Ok("certificate", until);
    }

    /// <summary>
    /// What held before still holds, so that nothing here is failing; revocation lists may have to be renewed.
    /// </summary>
    private HealthFinding Trust()
    {
        var now = node.Clock.GetUtcNow();
        var current = node.Tls.Trust.Current;
        _ = node.Systems.Current;
        var stale = current.RevocationLists.Where(list => !list.IsCurrent(now)).Select(Stale);
        List<string> troubles = [.. new[] { node.Tls.Trust.Trouble, node.Systems.Trouble }.OfType<string>(), .. stale];
        return troubles.Count > 0
            ? HealthFinding.Degraded("trust", string.Join("; ", troubles))
            : HealthFinding.Ok("trust",
                $"{current.Authorities.Length} authorities, {current.Pins.Count} single certificates, "
                + $"{current.RevocationLists.Count()} current revocation lists");
    }

    private static string Stale(RevocationList list) =>
        $"the revocation list {list.Path} holds from {list.ThisUpdate:u} to {list.NextUpdate:u}, not now";

    private HealthFinding AuditOutbox(AuditBacklog waiting)
    {
        if (waiting.Oldest is not { } oldest)
        {
            return HealthFinding.Ok("audit outbox", "nothing waits");
        }

        var age = node.Clock.GetUtcNow() - oldest;
        var reason = $"{waiting.Depth} messages wait for the audit repository, the oldest for "
            + $"{Math.Max(0, age.TotalMinutes):0} minutes";
        return age > TimeSpan.FromMinutes(options.MaxAuditDelayMinutes)
            ? HealthFinding.Degraded("audit outbox", reason)
            : HealthFinding.Ok("audit outbox", reason);
    }
}
