using System.ComponentModel;
using System.Diagnostics;

namespace XdsDmp.Tests.Support;

/// <summary>
/// A program of the machine that tests compare with; where it is missing they are skipped, and say so.
/// </summary>
public static class ExternalTool
{
    /// <summary>Exit code and output; null when there is no such program.</summary>
    public static ToolOutput? TryRun(string program, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        };
        try
        {
            using var process = Process.Start(start)!;
            var errors = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return new ToolOutput(process.ExitCode, output, errors.GetAwaiter().GetResult());
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}

public sealed record ToolOutput(int ExitCode, string Output, string Errors);
