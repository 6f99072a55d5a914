using System.Diagnostics;
using System.Globalization;
using XdsDmp.Bench.Measuring;
using XdsDmp.Bench.Servers;

namespace XdsDmp.Bench.Rows;

/// <summary>ITI-20 into the audit repository, against rsyslog into a file or into PostgreSQL.</summary>
internal sealed class AuditRow(bool toDatabase) : IRow
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private const string Records = "SELECT count(*) FROM event";

    public string Name => toDatabase ? "audit-postgres" : "audit";

    public string Explanation => toDatabase
        ? "The same against rsyslog into PostgreSQL (ompgsql, its own table and template, batches of 1,000 in one "
            + "transaction, two workers, synchronous_commit and fsync on); its CPU and ours include the database's."
        : "ITI-20: audit messages of 1.3 KB over mutual TLS, one stream a client, until the last is durable, indexed "
            + "and chained, which the audit repository confirms. Against rsyslog (imtcp, ossl, client certificates "
            + "checked) that writes the same stream to a file and flushes each batch of up to 2,048 messages to the "
            + "disk.";

    public async Task<Contest> StartAsync(Stage stage)
    {
        var workplace = await stage.WorkplaceAsync(Name);
        var product = await Product.StartAsync(workplace);
        await product.Audited();
        var before = Stored.Count(workplace.AuditDatabase, Records);
        var sent = 0L;
        var ours = new AuditSide(
            product.Server.Cost, product.SyslogPort, workplace.ClientTls, stage.Options.Clients, confirms: true,
            (messages, _) =>
            {
                sent = messages;
                return Task.CompletedTask;
            });
        var ceiling = toDatabase ? await ToPostgresAsync(stage, workplace) : await ToFileAsync(stage, workplace);
        return new Contest(new Pairing(Name, ours, ceiling, toDatabase ? 5 : 0.3)
        {
            Unit = "msg/s",
            CeilingName = toDatabase ? "rsyslog to PG" : "rsyslog",
        })
        {
            Verify = () => Stored.Check(workplace.AuditDatabase, Records, before + sent),
        };
    }

    private static async Task<AuditSide> ToFileAsync(Stage stage, Workplace workplace)
    {
        var file = Path.Combine(workplace.Folder, "messages");
        var server = stage.Keep(await RsyslogServer.StartToFileAsync(workplace, file));
        return Side(stage, workplace, server, async (messages, octets) =>
        {
            await UntilAsync(
                messages + octets, () => Task.FromResult(File.Exists(file) ? new FileInfo(file).Length : 0));

            // What the file has is flushed a moment later.
            using var written = File.OpenHandle(file, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
            RandomAccess.FlushToDisk(written);
        });
    }

    private static async Task<AuditSide> ToPostgresAsync(Stage stage, Workplace workplace)
    {
        var postgres = stage.Surroundings.Postgres ?? stage.Keep(await PostgresServer.StartAsync(
            Path.Combine(stage.Options.Data, "postgres-of-rsyslog"), stage.Surroundings));
        var database = $"bench_{Environment.ProcessId}_rsyslog";
        await postgres.CreateAsync(database);
        var server = stage.Keep(await RsyslogServer.StartToPostgresAsync(workplace, postgres, database));
        return Side(stage, workplace, server, (messages, _) => UntilAsync(messages, async () =>
        {
            // Without gaps, so that the last is looked at first: counting costs.
            var last = await NumberAsync("SELECT coalesce(max(id), 0) FROM SystemEvents");
            return last < messages ? last : await NumberAsync("SELECT count(*) FROM SystemEvents");
        }));

        async Task<long> NumberAsync(string sql) =>
            long.Parse(await postgres.QueryAsync(database, sql), CultureInfo.InvariantCulture);
    }

    private static AuditSide Side(
        Stage stage, Workplace workplace, RsyslogServer server, Func<long, long, Task> durable) => new(
            server.Cost, server.Port, workplace.ClientTls, stage.Options.Clients, confirms: false, durable);

    private static async Task UntilAsync(long expected, Func<Task<long>> count)
    {
        var (found, changed) = (-1L, Stopwatch.StartNew());
        for (long now; found < expected && changed.Elapsed < Patience; found = now)
        {
            now = await count();
            if (now != found)
            {
                changed.Restart();
            }

            await Task.Delay(20);
        }

        if (found != expected)
        {
            throw new InvalidDataException($"rsyslog has {found} of {expected}");
        }
    }
}
