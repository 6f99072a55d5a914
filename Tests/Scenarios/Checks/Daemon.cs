using System.Diagnostics;
using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Scenarios.Checks;

/// <summary>A server of the machine that a test has started, in a folder of its own.</summary>
internal sealed class Daemon : IDisposable
{
    private readonly Process _process;

    private Daemon(Process process) => _process = process;

    /// <summary>Ready when the test says so. Where the program is missing the test is skipped.</summary>
    public static async Task<Daemon> StartAsync(string program, string[] arguments, Func<bool> isReady)
    {
        if (!File.Exists(program))
        {
            Assert.Inconclusive($"there is no {program} on this machine");
        }

        var daemon = new Daemon(Process.Start(new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!);
        daemon._process.OutputDataReceived += (_, _) => { };
        daemon._process.ErrorDataReceived += (_, _) => { };
        daemon._process.BeginOutputReadLine();
        daemon._process.BeginErrorReadLine();
        await Eventually.IsTrueAsync($"{program} is ready", isReady, seconds: 30);
        return daemon;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            _process.WaitForExit();
        }

        _process.Dispose();
    }
}
