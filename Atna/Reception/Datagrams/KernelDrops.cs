using System.Globalization;
using System.Net.Sockets;

namespace XdsDmp.Atna.Reception.Datagrams;

/// <summary>
/// Datagrams that the operating system threw away because the socket's buffer was full. Linux counts them in
/// <c>/proc/net/udp</c>; elsewhere nobody knows.
/// </summary>
internal sealed class KernelDrops(Socket socket)
{
    private static readonly string[] Tables = ["/proc/net/udp", "/proc/net/udp6"];
    private readonly string? _inode = InodeOf(socket);

    /// <summary>Since the socket was made; 0 where that cannot be learnt.</summary>
    public long Count => _inode is null
        ? 0
        : Tables.Where(File.Exists).SelectMany(File.ReadLines).Select(line => DropsOf(line, _inode)).Sum();

    /// <summary>Columns: … inode is the tenth, drops the thirteenth and last.</summary>
    internal static long DropsOf(string line, string inode)
    {
        var columns = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return columns.Length >= 13
            && columns[9] == inode
            && long.TryParse(columns[12], NumberStyles.None, CultureInfo.InvariantCulture, out var drops)
                ? drops
                : 0;
    }

    private static string? InodeOf(Socket socket)
    {
        if (!OperatingSystem.IsLinux())
        {
            return null;
        }

        // socket:[12345]
        var target = new FileInfo($"/proc/self/fd/{socket.Handle}").LinkTarget ?? "";
        return target.StartsWith("socket:[", StringComparison.Ordinal) ? target[8..^1] : null;
    }
}
