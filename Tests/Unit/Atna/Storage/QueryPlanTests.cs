using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using XdsDmp.Atna.Forwarding;
using XdsDmp.Atna.Storage;
using XdsDmp.Atna.Storage.Terms;
using XdsDmp.Sql;
using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Unit.Atna.Storage;

/// <summary>
/// What a record, a search, a checkpoint or a removal costs does not grow with the archive: the plan of each statement
/// is read. A walk along an index or the records in their order, to its first rows, is no scan; sorting is one.
/// </summary>
[TestClass]
[SqliteOnly]
public sealed class QueryPlanTests : IDisposable
{
    private static readonly string[] NotExplained = ["BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE"];

    private static readonly string[] WordsOfAWalk = ["ORDER BY", "LIMIT"];

    private readonly SignedArchive _archive = new();
    private readonly ConcurrentDictionary<string, bool> _statements = new();

    public QueryPlanTests() => _archive.Records.Database.StatementPrepared = sql => _statements[sql] = true;

    public void Dispose() => _archive.Dispose();

    [TestMethod]
    public async Task UpkeepScansNothing()
    {
        await _archive.AddSignedAsync(10, times: 2);
        await _archive.Job().RunOnceAsync();
        _archive.Job().FindContradiction();
        await _archive.Archivist.ArchiveNextAsync(
            Messages.Time.AddMinutes(1), evenIfSmall: false, CancellationToken.None);
        _archive.Clock.Now = Messages.Time.AddDays(31);
        await _archive.Retention(30).RemoveNextAsync(CancellationToken.None);
        var target = ForwardingTarget.Parse("syslog-tls://other?max-bytes=1");
        var forwarder = new Forwarder(
            target, new SyslogCopies(target, (_, _) => Task.CompletedTask), _archive.Writer, _archive.Readers,
            _archive.Audit, _archive.Clock, NullLogger.Instance);
        await forwarder.DrainAsync(CancellationToken.None);
        _archive.Records.AppendMany(2);
        await forwarder.DrainAsync(CancellationToken.None);
        using (var archive = _archive.Records.Open())
        {
            // And our own message about these two.
            Assert.HasCount(3, archive.Forwarding(10).Single().LastRefusals);
        }

        for (var i = 0; i < MergePlan.FanOut; i++)
        {
            _archive.Records.AppendMany(1);
        }

        await new TermMerge(_archive.Writer, _archive.Readers).RunAsync(CancellationToken.None);
        foreach (var words in new[]
        {
            "DELETE FROM record", "DELETE FROM term_run", "INTO checkpoint", "INTO segment_removal", "forwarding",
        })
        {
            Assert.IsTrue(_statements.Keys.Any(sql => sql.Contains(words, StringComparison.Ordinal)), words);
        }

        AssertNoScan();
    }

    [TestMethod]
    public async Task SearchesScanNothing()
    {
        await _archive.AddSignedAsync(10);
        AuditFilter[] terms =
        [
            new(), new() { Patient = "p1" }, new() { User = "u" }, new() { ObjectId = "o" },
            new() { Source = "s" }, new() { EventCode = "ITI-41" }, new() { Patient = "p1", EventCode = "ITI-41" },
        ];
        foreach (var term in terms)
        {
            AuditFilter[] filters =
            [
                term, term with { ReceivedFrom = Messages.Time, ReceivedBefore = Messages.Time.AddDays(1) },

                // By the senders' clock alone what lies in the time asked for is sorted: it costs what it finds.
                term == new AuditFilter()
                    ? term
                    : term with { EventFrom = Messages.Time, EventBefore = Messages.Time.AddDays(1) },
                term with { Outcome = 0 },
            ];
            Array.ForEach(filters, filter => _archive.Readers.Read(session => AuditRecordReader.List(session, filter)));
        }

        AssertNoScan();
    }

    [TestMethod]
    [DataRow("hostname", "event_host_name")]
    [DataRow("app-name", "event_app_name")]
    [DataRow("msg-id", "event_message_id")]
    [DataRow("pri", "event_priority")]
    [DataRow("procid", "event_header_time")]
    public async Task SearchesByHeaderUseItsIndex(string field, string index)
    {
        await _archive.AddSignedAsync(10);
        _statements.Clear();
        var filter = new SyslogFilter(TimeRange.All, [(field, "12")], 10) { After = new FoundEvent(9, 9) };
        _archive.Readers.Read(session => SyslogEvents.Find(session, filter));

        AssertNoScan();
        var search = _statements.Keys.Single(sql => sql.Contains("ORDER BY e.header_time", StringComparison.Ordinal));
        Assert.Contains($"INDEX {index} (", Plan(_archive.Records.Database, search));
    }

    /// <summary>By which it can be partitioned: what is kept of each record has the sequence or the time.</summary>
    [TestMethod]
    public void EveryTableBearsASequenceOrATime()
    {
        string[] keys = ["sequence", "last_sequence"];
        string[] others =
        [
            "schema_migration", "audit_outbox", "asynchronous_answer", "index_state", "auditor", "secret",
            "seen_message", "health_probe",
        ];
        using var connection = (SqliteConnection)_archive.Records.Database.OpenReader();
        foreach (var table in Column(connection, "SELECT name FROM sqlite_master WHERE type = 'table'", 0)
            .Where(name => !others.Contains(name) && !name.StartsWith("sqlite_", StringComparison.Ordinal)))
        {
            var columns = Column(connection, $"PRAGMA table_info({table})", 1);
            Assert.IsTrue(columns.Intersect(keys).Any(), $"{table} has neither of {string.Join(", ", keys)}");
        }
    }

    [TestMethod]
    [DataRow("SELECT sequence FROM event WHERE host_name = @host")]
    [DataRow("SELECT sequence FROM record ORDER BY peer LIMIT 1")]
    [DataRow("SELECT count(*) FROM term_block WHERE terms = @terms")]
    public void AScanIsSeen(string sql) => Assert.IsNotEmpty(Scans(_archive.Records.Database, sql));

    private void AssertNoScan()
    {
        var scans = _statements.Keys.Where(sql => !NotExplained.Any(w => sql.StartsWith(w, StringComparison.Ordinal)))
            .SelectMany(sql => Scans(_archive.Records.Database, sql).Select(scan => $"{scan}: {sql}")).ToList();
        Assert.IsEmpty(scans, string.Join('\n', scans));
    }

    private static List<string> Scans(Database database, string sql)
    {
        var plan = Plan(database, sql).Split('\n');
        var isWalk = WordsOfAWalk.All(words => sql.Contains(words, StringComparison.Ordinal));
        return
        [
            .. plan.Where(line => line.Contains(" AUTOMATIC ", StringComparison.Ordinal)
                || line.Contains("TEMP B-TREE", StringComparison.Ordinal)
                || (!isWalk && line.StartsWith("SCAN ", StringComparison.Ordinal) && line != "SCAN CONSTANT ROW"
                    && !plan.Contains("CO-ROUTINE " + line[5..]))),
        ];
    }

    private static string Plan(Database database, string sql)
    {
        using var connection = (SqliteConnection)database.OpenReader();
        return string.Join('\n', Column(connection, "EXPLAIN QUERY PLAN " + sql, 3));
    }

    private static List<string> Column(SqliteConnection connection, string sql, int column)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var name in ParameterNames.In(sql))
        {
            command.Parameters.AddWithValue(name, DBNull.Value);
        }

        var values = new List<string>();
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            values.Add(reader.GetString(column));
        }

        return values;
    }
}
