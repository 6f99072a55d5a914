using System.Diagnostics;

namespace XdsDmp.Bench.Servers;

/// <summary>
/// What all servers of a run have in common: how slow their disk is, and whose database server they use.
/// </summary>
internal sealed class Surroundings : IAsyncDisposable
{
    private string? _library;
    private TimeSpan _delay;

    /// <summary>Null: the services use SQLite.</summary>
    public PostgresServer? Postgres { get; private set; }

    public IReadOnlyList<int> DatabaseProcesses => Postgres?.Processes ?? [];

    public static async Task<Surroundings> StartAsync(BenchOptions options)
    {
        var surroundings = new Surroundings();
        if (options.FsyncDelay > TimeSpan.Zero)
        {
            surroundings._delay = options.FsyncDelay;
            surroundings._library = await SlowDisk.BuildAsync(options.Data);
        }

        if (options.Database.Length > 0)
        {
            surroundings.Postgres = options.Database == "postgres"
                ? await PostgresServer.StartAsync(Path.Combine(options.Data, "postgres"), surroundings)
                : PostgresServer.At(options.Database);
        }

        return surroundings;
    }

    /// <summary>Gives a process that is to be started the slow disk, if there shall be one.</summary>
    public void Slow(ProcessStartInfo start)
    {
        if (_library is not null)
        {
            start.Environment["LD_PRELOAD"] = _library;
            start.Environment[SlowDisk.DelayVariable] = $"{_delay.TotalMicroseconds:0}";
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Postgres is not null)
        {
            await Postgres.DisposeAsync();
        }
    }
}
