namespace XdsDmp.Security.Files;

/// <summary>
/// What other users of the machine can do with a file or folder of ours: as its mode says, and that of the folder that
/// they would have to enter.
/// </summary>
public static class FileExposure
{
    private const UnixFileMode Read = UnixFileMode.GroupRead | UnixFileMode.OtherRead;
    private const UnixFileMode Write = UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;
    private const UnixFileMode Group = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute;

    /// <summary>For what nobody else may see; null when nobody can.</summary>
    public static string? OfSecret(string path) => Of(path, Read | Write) is { } mode
        ? $"other users can read {path} (mode {mode}): "
            + $"'chmod {(Directory.Exists(path) ? "700" : "600")}' prevents that"
        : null;

    /// <summary>For what decides whom we trust: it may be seen, and nobody else may change it.</summary>
    public static string? OfTrusted(string path) => Of(path, Write) is { } mode
        ? $"other users can change {path} (mode {mode}), and with it who is trusted: 'chmod go-w' prevents that"
        : null;

    private static string? Of(string path, UnixFileMode forbidden)
    {
        if (OperatingSystem.IsWindows() || !Path.Exists(path))
        {
            return null;
        }

        UnixFileMode mode = File.GetUnixFileMode(path);
        string? folder = Path.GetDirectoryName(Path.GetFullPath(path));
        UnixFileMode above = folder is null ? mode : File.GetUnixFileMode(folder);
        UnixFileMode reachable = (above.HasFlag(UnixFileMode.GroupExecute) ? Group : UnixFileMode.None)
            | (above.HasFlag(UnixFileMode.OtherExecute) ? ~Group : UnixFileMode.None);
        return (mode & forbidden & reachable) == 0 ? null : Convert.ToString((int)mode, 8);
    }
}
