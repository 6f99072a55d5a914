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

    private ServerProcess(Process process) => _process = process;

    /// <summary>What the process said when it was ready.</summary>
    public string Greeting { get; private set; } = "";

    public int Id => _process.Id;

    public double CpuSeconds
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime.TotalSeconds;
        }
    }

    public long PeakMemoryBytes
    {
        get
        {
            _process.Refresh();
            return _process.PeakWorkingSet64;
        }
    }

    public static async Task<ServerProcess> StartAsync(string role, Workplace workplace)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, ["serve", role, workplace.Folder])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        var server = new ServerProcess(Process.Start(start)!);
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
