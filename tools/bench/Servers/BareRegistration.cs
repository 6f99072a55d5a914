using System.Diagnostics;
using SQLitePCL;
using XdsDmp.Bench.Measuring;
using XdsDmp.Registry.Storage;
using XdsDmp.Sql;

namespace XdsDmp.Bench.Servers;

/// <summary>
/// The ceiling of ITI-42: the rows of one registration, taken from the database that the product has written, written
/// again and again with new keys and ids. Commands are <c>CLIENTS SECONDS</c>.
/// </summary>
internal sealed class BareRegistration : IServer
{
    private readonly BareWriter<long> _writer;
    private readonly Checkpointer _checkpointer;
    private long _number;

    private BareRegistration(BareWriter<long> writer, Checkpointer checkpointer)
    {
        _writer = writer;
        _checkpointer = checkpointer;
    }

    public string Greeting => "ready";

    public static BareRegistration Start(Workplace workplace)
    {
        var file = Path.Combine(workplace.Folder, "bare.db");
        var database = new Database(file);
        MigrationRunner.Migrate(database, MigrationSet.Shared, RegistryTables.Migrations);
        var rows = RegistrationRows.CopyFrom(Path.Combine(workplace.Folder, "registry.db"), file);
        return new BareRegistration(
            new BareWriter<long>(file, connection => Writer(connection, rows)), new Checkpointer(database));
    }

    public async Task<string> AnswerAsync(string command)
    {
        var words = command.Split(' ');
        var time = TimeSpan.FromSeconds(double.Parse(words[1]));
        var watch = Stopwatch.StartNew();
        var clients = Enumerable.Range(0, int.Parse(words[0])).Select(_ => Task.Run(() => LoopAsync(watch, time)))
            .ToList();
        var latencies = new LatencyHistogram();
        foreach (var client in clients)
        {
            latencies.Add(await client);
        }

        return $"{watch.Elapsed.TotalSeconds}|{latencies}";
    }

    public ValueTask DisposeAsync()
    {
        _writer.Dispose();
        _checkpointer.Dispose();
        return ValueTask.CompletedTask;
    }

    private static Action<long> Writer(sqlite3 database, RegistrationRows rows)
    {
        BareStatement[] statements = [.. rows.Rows.Select(row => new BareStatement(database, row, rows))];
        return number =>
        {
            var registration = new NewRegistration(number, 1 + (number * rows.Objects));
            Array.ForEach(statements, statement => statement.Insert(registration));
        };
    }

    private async Task<LatencyHistogram> LoopAsync(Stopwatch watch, TimeSpan time)
    {
        var latencies = new LatencyHistogram();
        for (var start = watch.ElapsedTicks; watch.Elapsed < time; start = watch.ElapsedTicks)
        {
            await _writer.WriteAsync(Interlocked.Increment(ref _number));
            latencies.Add(watch.ElapsedTicks - start);
        }

        return latencies;
    }
}
