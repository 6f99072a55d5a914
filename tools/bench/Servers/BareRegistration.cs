using System.Diagnostics;
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
    private readonly BareWriter _writer;
    private readonly Checkpointer _checkpointer;
    private long _number;

    private BareRegistration(BareWriter writer, Checkpointer checkpointer)
    {
        _writer = writer;
        _checkpointer = checkpointer;
    }

    public string Greeting => "ready";

    public static BareRegistration Start(Workplace workplace)
    {
        var database = new Database(Path.Combine(workplace.Folder, "bare.db"));
        MigrationRunner.Migrate(database, MigrationSet.Shared, RegistryTables.Migrations);
        var rows = RegistrationRows.CopyFrom(workplace.RegistryDatabase, database.File);
        return new BareRegistration(new BareWriter(database.File, rows), new Checkpointer(database));
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
