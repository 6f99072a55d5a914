using System.Text;
using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Scenarios.Checks;

/// <summary>clamd of the machine, with one signature: nobody needs to download any, nor to have real malware.</summary>
internal sealed class ClamAv : IDisposable
{
    /// <summary>What the signature finds, and the name that ClamAV gives to it.</summary>
    public const string Marker = "XDSDMP-HARMLESS-TEST-MARKER";

    public const string Name = "XdsDmp.Test.Marker.UNOFFICIAL";

    /// <summary>Octets of a document that this clamd takes.</summary>
    public const int MaxBytes = 1024 * 1024;

    private const string Program = "/usr/sbin/clamd";

    private readonly Daemon _daemon;

    private ClamAv(Daemon daemon, string socket, int port)
    {
        _daemon = daemon;
        Socket = socket;
        Port = port;
    }

    public string Socket { get; }

    public int Port { get; }

    public static async Task<ClamAv> StartAsync()
    {
        var folder = TestFolder.New();
        var signatures = Path.Combine(folder, "signatures");
        Directory.CreateDirectory(signatures);
        await File.WriteAllTextAsync(
            Path.Combine(signatures, "own.ndb"),
            $"XdsDmp.Test.Marker:0:*:{Convert.ToHexStringLower(Encoding.ASCII.GetBytes(Marker))}\n");
        var socket = Path.Combine(folder, "s");
        var port = FreePort.Find();
        var settings = Path.Combine(folder, "clamd.conf");
        await File.WriteAllTextAsync(settings, $"""
            LocalSocket {socket}
            TCPSocket {port}
            TCPAddr 127.0.0.1
            DatabaseDirectory {signatures}
            TemporaryDirectory {folder}
            Foreground yes
            StreamMaxLength {MaxBytes}

            """);
        return new ClamAv(
            await Daemon.StartAsync(Program, ["-c", settings], () => FreePort.IsTaken(port) && File.Exists(socket)),
            socket, port);
    }

    public void Dispose() => _daemon.Dispose();
}
