using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace XdsDmp.CommandLine.Configuration;

/// <summary>Ports: two of ours on one, and those that another process has.</summary>
internal static class PortChecks
{
    private static readonly (string Key, int Default, bool IsUdp)[] Known =
    [
        ("Registry:Port", 8443, false), ("Registry:MllpPort", 2575, false), ("Repository:Port", 8444, false),
        ("Atna:Port", 6514, false), ("Atna:HttpPort", 8445, false), ("Atna:WebPort", 8446, false),
        ("Atna:UdpPort", -1, true), ("Atna:TcpPort", -1, false), ("Health:RegistryPort", 8453, false),
        ("Health:RepositoryPort", 8454, false), ("Health:AtnaPort", 8455, false),
    ];

    /// <param name="settings">What is checked.</param>
    /// <param name="isRunning">The services have these ports themselves at the moment.</param>
    public static void Run(CheckedSettings settings, bool isRunning)
    {
        var ports = Known.Where(port => IsOurs(settings, port.Key)).Select(port => Read(settings, port))
            .OfType<OwnPort>().Where(port => port.Number > 0).ToList();
        foreach (var same in ports.GroupBy(port => (port.Number, port.IsUdp)))
        {
            var first = same.First();
            foreach (var other in same.Skip(1).Where(other => Overlap(first.Address, other.Address)))
            {
                settings.Error(other.Key, $"port {other.Number} is that of {first.Key}, too", "choose another");
            }
        }

        foreach (var port in isRunning ? [] : ports.Where(port => !IsFree(port)))
        {
            settings.Error(
                port.Key,
                $"{port.Address}:{port.Number} cannot be listened on: another process has it, or it is not ours",
                "choose another port or address, or stop what listens there (perhaps this very service)");
        }
    }

    private static bool IsOurs(CheckedSettings settings, string key) =>
        settings.Services.Any(service => key.Split(':')[0] == service || key == $"Health:{service}Port");

    private static OwnPort? Read(CheckedSettings settings, (string Key, int Default, bool IsUdp) port)
    {
        var text = settings[port.Key] ?? port.Default.ToString(CultureInfo.InvariantCulture);
        if (!int.TryParse(text, CultureInfo.InvariantCulture, out var number))
        {
            return null;
        }

        if (number is < -1 or > ushort.MaxValue)
        {
            settings.Error(
                port.Key, $"{number} is no port", "0 to 65535; 0 takes a free one, -1 none where that can be");
            return null;
        }

        var address = settings[$"{port.Key.Split(':')[0]}:Address"] ?? "127.0.0.1";
        if (!IPAddress.TryParse(address, out var ip))
        {
            return null;
        }

        return new OwnPort(port.Key, ip, number, port.IsUdp);
    }

    private static bool Overlap(IPAddress one, IPAddress other) => one.Equals(other)
        || one.Equals(IPAddress.Any) || other.Equals(IPAddress.Any)
        || one.Equals(IPAddress.IPv6Any) || other.Equals(IPAddress.IPv6Any);

    /// <summary>Taken for a moment, and given back; nobody is let in.</summary>
    private static bool IsFree(OwnPort port)
    {
        try
        {
            using var socket = port.IsUdp
                ? new Socket(port.Address.AddressFamily, SocketType.Dgram, ProtocolType.Udp)
                : new Socket(port.Address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            socket.Bind(new IPEndPoint(port.Address, port.Number));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private sealed record OwnPort(string Key, IPAddress Address, int Number, bool IsUdp);
}
