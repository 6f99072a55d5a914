using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace XdsDmp.Repository.Commands;

/// <summary>
/// Runs a program of the operator's: fed by a stream, its output taken as it comes, its complaints bounded. It gets
/// nothing of this service's environment, where secrets may be, but what programs need to run.
/// </summary>
internal static class BoundedCommand
{
    private const int MaxErrorBytes = 4096;

    private static readonly string[] Inherited =
    [
        "PATH", "HOME", "LANG", "LC_ALL", "TZ", "TMPDIR", "TEMP", "TMP", "SystemRoot", "ComSpec", "PATHEXT",
    ];

    /// <summary>Runs it to its end; when that does not come, it is killed with all that it has started.</summary>
    /// <param name="command">What to run.</param>
    /// <param name="feed">Writes its standard input, which is closed afterwards.</param>
    /// <param name="take">Reads its standard output.</param>
    /// <param name="cancel">The time is up.</param>
    /// <exception cref="IOException">It cannot be started, or its output not be taken.</exception>
    public static async Task<CommandEnd> RunAsync(
        OperatorCommand command, Func<Stream, CancellationToken, Task> feed, Func<Stream, CancellationToken, Task> take,
        CancellationToken cancel)
    {
        using var process = Start(command);
        var errors = ReadSomeAsync(process.StandardError.BaseStream, MaxErrorBytes, cancel);
        var feeding = FeedAsync(process, feed, cancel);
        try
        {
            await take(process.StandardOutput.BaseStream, cancel);
            await process.WaitForExitAsync(cancel);
            await feeding;
            return new CommandEnd(process.ExitCode, await errors);
        }
        finally
        {
            Kill(process);
            await feeding.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await ((Task)errors).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>The first octets as text; the rest is read and forgotten, so that the writer does not wait.</summary>
    public static async Task<string> ReadSomeAsync(Stream stream, int maxBytes, CancellationToken cancel)
    {
        var buffer = new byte[maxBytes];
        var count = await stream.ReadAtLeastAsync(buffer, maxBytes, throwOnEndOfStream: false, cancel);
        await stream.CopyToAsync(Stream.Null, cancel);
        return Encoding.UTF8.GetString(buffer, 0, count);
    }

    private static Process Start(OperatorCommand command)
    {
        var start = new ProcessStartInfo(command.Program, command.Arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in start.Environment.Keys.Except(Inherited).ToList())
        {
            start.Environment.Remove(name);
        }

        try
        {
            return Process.Start(start) ?? throw new IOException($"{command.Program} did not start");
        }
        catch (Win32Exception none)
        {
            throw new IOException($"{command.Program} cannot be started: {none.Message}", none);
        }
    }

    /// <summary>A program that has heard enough may close its ear: its exit code says what it made of it.</summary>
    private static async Task FeedAsync(
        Process process, Func<Stream, CancellationToken, Task> feed, CancellationToken cancel)
    {
        var input = new ListeningStream(process.StandardInput.BaseStream);
        try
        {
            await feed(input, cancel);
        }
        catch (IOException) when (input.IsClosedByPeer)
        {
            // See above.
        }
        finally
        {
            Close(process.StandardInput);
        }
    }

    private static void Close(StreamWriter input)
    {
        try
        {
            input.Close();
        }
        catch (IOException)
        {
            // What it has not read it will not read any more.
        }
    }

    private static void Kill(Process process)
    {
        try
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
        catch (Exception gone) when (gone is InvalidOperationException or Win32Exception)
        {
            // It has ended by itself meanwhile.
        }
    }
}

/// <summary>How a command ended.</summary>
/// <param name="ExitCode">0: well.</param>
/// <param name="Errors">What it complained of.</param>
internal sealed record CommandEnd(int ExitCode, string Errors);
