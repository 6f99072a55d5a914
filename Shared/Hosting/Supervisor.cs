using System.Net.Sockets;

namespace XdsDmp.Hosting;

/// <summary>
/// Tells systemd how far this process is (sd_notify(3)), for units of <c>Type=notify</c>: one datagram to the socket
/// that it names in the environment. Without that nothing is told.
/// </summary>
public static class Supervisor
{
    public const string Variable = "NOTIFY_SOCKET";

    /// <summary>Every port is open.</summary>
    public static void Ready() => Tell(Environment.GetEnvironmentVariable(Variable), "READY=1");

    /// <summary>A stop was asked for, and is under way.</summary>
    public static void Stopping() => Tell(Environment.GetEnvironmentVariable(Variable), "STOPPING=1");

    internal static void Tell(string? path, string state)
    {
        if (path is not { Length: > 1 })
        {
            return;
        }

        try
        {
            using var socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);

            // An abstract address begins with a zero octet, which an environment cannot hold.
            socket.Connect(new UnixDomainSocketEndPoint(path[0] == '@' ? $"\0{path[1..]}" : path));
            socket.Send(System.Text.Encoding.ASCII.GetBytes(state));
        }
        catch (SocketException)
        {
            // Whoever wants to know does not listen; the service runs all the same.
        }
    }
}
