using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace XdsDmp.Bench.Servers;

/// <summary>What the machine has: programs that are run to their end, and ports.</summary>
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

    /// <summary>One that nobody listens on, for a server that cannot say which it took.</summary>
    public static int FreePort()
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }
}
