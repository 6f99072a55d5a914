using System.Diagnostics;
using System.Text.Json;
using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Scenarios.ContentStores;

/// <summary>
/// An S3 server that nobody here wrote, as a process of its own: OpenStack Swift or s3rver. Tests that need one which
/// is not on this machine are skipped, and say so.
/// </summary>
internal sealed class S3Server : IDisposable
{
    private const int NotHere = 3;

    private static readonly string Script = SourceFolder.At("Tests", "Interoperability", "s3", "servers.py");

    private static readonly Dictionary<string, Lazy<Task<S3Server?>>> Shared = new()
    {
        ["swift"] = new(() => TryStartAsync("swift")),
        ["s3rver"] = new(() => TryStartAsync("s3rver")),
    };

    private readonly string _which;
    private readonly string _folder;
    private readonly List<string> _more;
    private Process? _process;
    private int _port;

    private S3Server(string which, IEnumerable<string> more)
    {
        _which = which;
        _folder = TestFolder.New();
        _more = [.. more];
    }

    public string Endpoint { get; private set; } = "";

    /// <summary>Where the server keeps the octets.</summary>
    public string Objects { get; private set; } = "";

    /// <summary>In the form that the repository reads.</summary>
    public string CredentialsFile => Path.Combine(_folder, "credentials");

    /// <summary>The one that most tests share, each with a bucket of its own.</summary>
    public static async Task<S3Server> OfAsync(string which) => Needed(which, await Shared[which].Value);

    /// <summary>One that a test may stop.</summary>
    public static async Task<S3Server> StartAsync(string which, params IEnumerable<string> more) =>
        Needed(which, await TryStartAsync(which, more));

    public static async Task StopSharedAsync()
    {
        foreach (var started in Shared.Values.Where(one => one.IsValueCreated))
        {
            (await started.Value)?.Dispose();
        }
    }

    /// <summary>On the port that it had before, if it had one.</summary>
    /// <returns>False: it is not on this machine.</returns>
    public async Task<bool> StartAsync()
    {
        string[] port = _port == 0 ? [] : ["--port", $"{_port}"];
        _process = Process.Start(new ProcessStartInfo("python3", [Script, _which, _folder, .. port, .. _more])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        var said = await _process.StandardOutput.ReadLineAsync() ?? "";
        if (!said.StartsWith('{'))
        {
            await _process.WaitForExitAsync();
            return _process.ExitCode == NotHere
                ? false
                : throw new InvalidOperationException($"{_which} did not start: {said}; see {_folder}");
        }

        using var description = JsonDocument.Parse(said);
        string Text(string name) => description.RootElement.GetProperty(name).GetString()!;
        (Endpoint, Objects, _port) = (Text("endpoint"), Text("objects"), new Uri(Text("endpoint")).Port);
        await File.WriteAllTextAsync(
            CredentialsFile,
            $"[default]\naws_access_key_id = {Text("accessKey")}\naws_secret_access_key = {Text("secretKey")}\n");
        return true;
    }

    /// <summary>It ends with its standard input, so it cannot survive the tests either.</summary>
    public void Stop()
    {
        if (_process is not null)
        {
            _process.StandardInput.Close();
            _process.WaitForExit();
            _process.Dispose();
            _process = null;
        }
    }

    public void Dispose() => Stop();

    private static S3Server Needed(string which, S3Server? server)
    {
        if (server is null)
        {
            Assert.Inconclusive($"{which} is not on this machine: see .ci/run for what to install");
        }

        return server;
    }

    private static async Task<S3Server?> TryStartAsync(string which, params IEnumerable<string> more)
    {
        var server = new S3Server(which, more);
        try
        {
            return await server.StartAsync() ? server : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            // No Python.
            return null;
        }
    }
}
