using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using XdsDmp.Soap;
using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Scenarios.Crash;

/// <summary>The services as a process of their own (<c>xdsdmp up</c>), which can be killed.</summary>
internal sealed class ChildServices(string data, params IReadOnlyList<string> settings) : IDisposable
{
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "xdsdmp.dll");

    private readonly int _basePort = FreePorts();
    private readonly TestConnections _connections = new(TestPki.Practice);
    private Process? _process;

    /// <summary>Connected to where the services listen since their last start.</summary>
    public TestClient Client { get; private set; } = null!;

    /// <summary>The same, with the Document Recipient in the repository's place.</summary>
    public TestClient RecipientClient { get; private set; } = null!;

    /// <summary>The patient identity feed.</summary>
    public Task<TestFeed> FeedAsync() => TestFeed.ConnectAsync(Endpoints()!.Value.MllpPort, _connections);

    /// <summary>Syslog over TLS.</summary>
    public int SyslogPort => Endpoints()!.Value.SyslogPort;

    /// <summary>What the services have used since their last start.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process!.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    public async Task StartAsync()
    {
        _process = Process.Start(Command(
        [
            "up", "--data", data, "--base-port", $"{_basePort}",
            "--Registry:UnknownPatients=Accept",
            $"--Repository:RepositoryUniqueId={A.RepositoryUniqueId}",
            $"--Security:Certificate={TestPki.Files.Node.CertificatePath}",
            $"--Security:Key={TestPki.Files.Node.KeyPath}",
            $"--Security:TrustFolder={TestPki.Files.TrustFolder}",
            .. Databases(),
            .. settings,
        ]))!;
        _process.OutputDataReceived += (_, _) => { };
        _process.BeginOutputReadLine();
        await Eventually.IsTrueAsync("the services are up", IsUp, seconds: 120);
        var (registry, repository, _, _) = Endpoints()!.Value;
        Client = new TestClient(
            registry, repository, _connections.Client(TestHttp.Http11), new SoapForm(SoapVersion.Soap12, true));
        RecipientClient = new TestClient(
            registry, new Uri(repository, "/recipient"), _connections.Client(TestHttp.Http11),
            new SoapForm(SoapVersion.Soap12, true));
    }

    /// <summary>SIGKILL: nothing of it can be prepared for.</summary>
    public async Task KillAsync()
    {
        _process!.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }

    /// <summary>SIGTERM, as a service manager sends it.</summary>
    /// <returns>How the process ended, and how long that took.</returns>
    public async Task<(int ExitCode, TimeSpan Took)> StopAsync()
    {
        using var process = _process!;
        var clock = Stopwatch.StartNew();
        using (var kill = Process.Start("kill", ["-TERM", $"{process.Id}"]))
        {
            await process.WaitForExitAsync();
        }

        _process = null;
        return (process.ExitCode, clock.Elapsed);
    }

    /// <summary>Runs another command on the same data to its end.</summary>
    public async Task<(int ExitCode, string Output)> RunAsync(params string[] arguments)
    {
        using var process = Process.Start(Command([.. arguments, "--data", data]))!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output);
    }

    /// <summary>The registry's port; the repository's and syslog's are the next.</summary>
    public int BasePort => _basePort;

    /// <summary>The repository's database.</summary>
    public string RepositoryDatabase => TestDatabase.At(Path.Combine(data, "repository.db"));

    /// <summary>The registry's.</summary>
    public string RegistryDatabase => TestDatabase.At(Path.Combine(data, "registry.db"));

    /// <summary>Where everything of it lies.</summary>
    public string Data => data;

    public void Dispose()
    {
        _process?.Kill();
        _process?.WaitForExit();
        _process?.Dispose();
        _connections.Dispose();
    }

    /// <summary>
    /// The first of four free ports in a row. They stay the same, as those of a real service would: a retransmission
    /// names the address of its first attempt.
    /// </summary>
    private static int FreePorts()
    {
        while (true)
        {
            var port = Random.Shared.Next(20_000, 30_000);
            if (Enumerable.Range(port, 10).All(IsFree))
            {
                return port;
            }
        }
    }

    private static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static ProcessStartInfo Command(params IEnumerable<string> arguments)
    {
        var command = new ProcessStartInfo("dotnet", [Program, .. arguments]) { RedirectStandardOutput = true };
        command.Environment["DOTNET_ENVIRONMENT"] = "Production";
        return command;
    }

    /// <summary>Where these are not files below the data, nor the test's own choice.</summary>
    private IEnumerable<string> Databases() =>
        TestDatabase.IsPostgres && !settings.Any(setting => setting.Contains(":Database=", StringComparison.Ordinal))
            ? [$"--Registry:Database={RegistryDatabase}", $"--Repository:Database={RepositoryDatabase}"]
            : [];

    private bool IsUp() => !_process!.HasExited
        ? Endpoints() is not null
        : throw new InvalidOperationException($"the services ended with {_process.ExitCode}; see {data}/logs");

    /// <summary>Null until this very process has written them: those of a killed one lead nowhere.</summary>
    private (Uri Registry, Uri Repository, int MllpPort, int SyslogPort)? Endpoints()
    {
        var file = Path.Combine(data, "endpoints.json");
        if (!File.Exists(file))
        {
            return null;
        }

        using var endpoints = JsonDocument.Parse(File.ReadAllBytes(file));
        var root = endpoints.RootElement;
        return root.GetProperty("pid").GetInt32() == _process!.Id
            ? (new Uri(root.GetProperty("registry").GetString()!),
                new Uri(root.GetProperty("repository").GetString()!),
                int.Parse(root.GetProperty("patientIdentityFeedMllp").GetString()!.Split(':')[1]),
                int.Parse(root.GetProperty("syslogTls").GetString()!.Split(':')[1]))
            : null;
    }
}
