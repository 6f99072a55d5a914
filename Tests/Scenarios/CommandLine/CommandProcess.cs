using System.Diagnostics;
using XdsDmp.CommandLine.Serving;

namespace XdsDmp.Tests.Scenarios.CommandLine;

/// <summary>The built command-line program as a process, as a shell would run it.</summary>
internal sealed class CommandProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private readonly Process _process;
    private readonly Task<string> _output;
    private readonly Task<string> _errors;

    private CommandProcess(string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add("exec");
        start.ArgumentList.Add(typeof(Endpoints).Assembly.Location);
        Array.ForEach(arguments, start.ArgumentList.Add);
        start.Environment.Remove(DataFolder.Variable);
        _process = Process.Start(start)!;
        _output = _process.StandardOutput.ReadToEndAsync();
        _errors = _process.StandardError.ReadToEndAsync();
    }

    public static CommandProcess Start(params string[] arguments) => new(arguments);

    public static async Task<Ended> RunAsync(params string[] arguments)
    {
        using var program = Start(arguments);
        return await program.EndAsync();
    }

    /// <summary>A command that must be done: exit code 0.</summary>
    public static async Task<Ended> DoAsync(params string[] arguments)
    {
        var ended = await RunAsync(arguments);
        Assert.AreEqual(0, ended.ExitCode, $"xdsdmp {string.Join(' ', arguments)}: {ended}");
        return ended;
    }

    /// <summary>Waits until the services of a data folder answer.</summary>
    public async Task<Endpoints> UntilUpAsync(string dataFolder)
    {
        var file = Path.Combine(dataFolder, "endpoints.json");
        using var patience = new CancellationTokenSource(Patience);
        while (!File.Exists(file))
        {
            Assert.IsFalse(_process.HasExited, "ended before it was up");
            await Task.Delay(TimeSpan.FromMilliseconds(50), patience.Token);
        }

        return Endpoints.Read(file);
    }

    /// <summary>SIGTERM, as a service manager sends it.</summary>
    public async Task<Ended> StopAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", $"{_process.Id}"]);
        await kill.WaitForExitAsync();
        return await EndAsync();
    }

    /// <summary>SIGKILL, unless it has ended.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public async Task<Ended> EndAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        await _process.WaitForExitAsync(patience.Token);
        return new Ended(_process.ExitCode, await _output, await _errors);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }
}

/// <summary>What a process left behind.</summary>
internal sealed record Ended(int ExitCode, string Output, string Errors)
{
    public override string ToString() => $"exit code {ExitCode}\n{Output}\n{Errors}";
}
