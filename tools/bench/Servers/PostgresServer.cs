using System.Diagnostics;
using System.Globalization;

namespace XdsDmp.Bench.Servers;

/// <summary>
/// A PostgreSQL for this run: durable as it comes (fsync, synchronous_commit), with the memory that a server of this
/// size would be given. It needs its programs on the path or under <c>/usr/lib/postgresql</c>; or one that runs.
/// </summary>
internal sealed class PostgresServer : IAsyncDisposable
{
    private readonly string _connection;
    private readonly string? _folder;
    private readonly List<string> _made = [];

    private PostgresServer(string connection, string? folder)
    {
        _connection = connection;
        _folder = folder;
    }

    /// <summary>Its first process, where it was started here.</summary>
    public IReadOnlyList<int> Processes => _folder is null ? [] :
    [
        int.Parse(File.ReadLines(Path.Combine(_folder, "postmaster.pid")).First(), CultureInfo.InvariantCulture),
    ];

    public int Port => int.Parse(Part("Port") ?? "5432", CultureInfo.InvariantCulture);

    public string User => Part("Username") ?? "postgres";

    /// <summary>One that runs; it is not stopped, but what was made in it is dropped.</summary>
    public static PostgresServer At(string location) => new(location["postgres:".Length..], folder: null);

    public static async Task<PostgresServer> StartAsync(string folder, Surroundings surroundings)
    {
        var port = Tool.FreePort();
        Directory.CreateDirectory(folder);
        if (Environment.IsPrivilegedProcess)
        {
            await Tool.RunAsync("chown", "postgres", folder);
        }

        await Tool.RunAsync(AsOwner(
            "initdb", "-D", folder, "-U", "xds", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"));
        var start = AsOwner(
            "pg_ctl", "-D", folder, "-s", "-w", "-l", Path.Combine(folder, "log"), "-o",
            $"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder} -c shared_buffers=512MB "
            + "-c max_connections=400 -c max_wal_size=4GB -c checkpoint_timeout=15min",
            "start");
        surroundings.Slow(start);
        start.RedirectStandardOutput = start.RedirectStandardError = false;
        using var control = Process.Start(start)!;
        await control.WaitForExitAsync();
        return new PostgresServer($"Host=127.0.0.1;Port={port};Username=xds", folder);
    }

    /// <summary>Makes an empty database; returns its location, as the services take it.</summary>
    public async Task<string> CreateAsync(string name)
    {
        await QueryAsync("postgres", $"CREATE DATABASE {name} TEMPLATE template0 LOCALE 'C' ENCODING 'UTF8'");
        _made.Add(name);
        return $"postgres:{string.Join(';', Parts().Where(part => !Is(part, "Database")))};Database={name}";
    }

    /// <summary>Runs SQL; returns rows, their fields parted by |.</summary>
    public Task<string> QueryAsync(string database, string sql) => Tool.RunAsync(new ProcessStartInfo(
        "psql",
        [
            "-h", Part("Host") ?? "127.0.0.1", "-p", $"{Port}", "-U", User, "-d", database, "-qAtX",
            "-v", "ON_ERROR_STOP=1", "-c", sql,
        ])
    {
        Environment = { ["PGPASSWORD"] = Part("Password") ?? "" },
    });

    public async ValueTask DisposeAsync()
    {
        if (_folder is not null)
        {
            await Tool.RunAsync(AsOwner("pg_ctl", "-D", _folder, "-w", "-m", "immediate", "stop"));
            return;
        }

        foreach (var name in _made)
        {
            await QueryAsync("postgres", $"DROP DATABASE IF EXISTS {name} WITH (FORCE)");
        }
    }

    /// <summary>It refuses to run as root.</summary>
    private static ProcessStartInfo AsOwner(string program, params IReadOnlyList<string> arguments)
    {
        var path = Directory.Exists("/usr/lib/postgresql")
            ? Directory.EnumerateFiles("/usr/lib/postgresql", program, SearchOption.AllDirectories).Order()
                .LastOrDefault()
            : null;
        return Environment.IsPrivilegedProcess
            ? new ProcessStartInfo("setpriv",
                ["--reuid=postgres", "--regid=postgres", "--init-groups", path ?? program, .. arguments])
            : new ProcessStartInfo(path ?? program, arguments);
    }

    private static bool Is(string part, string name) => part.StartsWith($"{name}=", StringComparison.OrdinalIgnoreCase);

    private string[] Parts() => _connection.Split(';', StringSplitOptions.RemoveEmptyEntries);

    private string? Part(string name) => Parts().FirstOrDefault(part => Is(part, name))?[(name.Length + 1)..];
}
