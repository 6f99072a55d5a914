using System.Diagnostics;

namespace XdsDmp.Bench.Servers;

/// <summary>
/// A process of this program that serves, so that its CPU time and memory are its own and the clients' work does not
/// share its thread pool and garbage collector. It speaks in lines: one when it is ready, one for each command; it ends
/// with its input.
/// </summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private readonly Process _process;

    private ServerProcess(Process process, IReadOnlyList<int> others)
    {
        _process = process;
        Cost = new ProcessCost([process.Id, .. others]);
    }

    /// <summary>What the process said when it was ready.</summary>
    public string Greeting { get; private set; } = "";

    public int Id => _process.Id;

    /// <summary>With that of the database server, if it has one.</summary>
    public ProcessCost Cost { get; }

    /// <param name="role">What it serves.</param>
    /// <param name="workplace">Where.</param>
    /// <param name="settings">For the product: what its settings are beside the usual ones.</param>
    public static async Task<ServerProcess> StartAsync(
        string role, Workplace workplace, params IEnumerable<KeyValuePair<string, string>> settings)
    {
        var start = new ProcessStartInfo(
            Environment.ProcessPath!,
            ["serve", role, workplace.Folder, .. settings.Select(setting => $"{setting.Key}={setting.Value}")])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        workplace.Surroundings.Slow(start);
        var server = new ServerProcess(
            Process.Start(start)!, role == "product" ? workplace.Surroundings.DatabaseProcesses : []);
        server.Greeting = await server.ReadLineAsync();
        return server;
    }

    public async Task<string> AskAsync(string command)
    {
        await _process.StandardInput.WriteLineAsync(command);
        await _process.StandardInput.FlushAsync();
        return await ReadLineAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private async Task<string> ReadLineAsync() => await _process.StandardOutput.ReadLineAsync()
        ?? throw new InvalidOperationException("the server process has ended; standard error says why");
}
