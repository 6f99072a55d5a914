using System.Diagnostics;

namespace XdsDmp.Bench.Servers;

/// <summary>A program of the machine that is run to its end.</summary>
internal static class Tool
{
    /// <summary>Fails when it does; returns what it said.</summary>
    public static Task<string> RunAsync(string program, params IReadOnlyList<string> arguments) =>
        RunAsync(new ProcessStartInfo(program, arguments));

    public static async Task<string> RunAsync(ProcessStartInfo start)
    {
        start.RedirectStandardOutput = start.RedirectStandardError = true;
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? await output : throw new InvalidOperationException($"{start.FileName}: {await errors} {await output}");
    }
}
