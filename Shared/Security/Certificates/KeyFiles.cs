using System.Text;
using XdsDmp.Security.Files;

namespace XdsDmp.Security.Certificates;

/// <summary>Writes key material whole or not at all, for its owner only, and never over an existing key.</summary>
public static class KeyFiles
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode Everyone = OwnerOnly | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
    private const UnixFileMode OthersMayTouch = UnixFileMode.GroupWrite | UnixFileMode.OtherRead
        | UnixFileMode.OtherWrite;

    /// <summary>Makes the folder, closed to others, unless it is there; an existing one keeps its mode.</summary>
    public static void CreateFolder(string path) => PrivateFiles.CreateFolder(path);

    public static void WriteNewKey(string path, string pem) => WriteNewKey(path, Encoding.ASCII.GetBytes(pem));

    /// <exception cref="IOException">The file exists: a key is never overwritten.</exception>
    public static void WriteNewKey(string path, ReadOnlySpan<byte> content)
    {
        if (File.Exists(path))
        {
            throw new IOException($"The key file {path} exists and is not overwritten.");
        }

        Write(path, content, OwnerOnly, overwrite: false);
    }

    /// <summary>For its owner only; an existing one is replaced.</summary>
    public static void WritePrivate(string path, string text) =>
        Write(path, Encoding.UTF8.GetBytes(text), OwnerOnly, overwrite: true);

    public static void WritePublic(string path, string text) =>
        Write(path, Encoding.UTF8.GetBytes(text), Everyone, overwrite: true);

    public static void WritePublic(string path, ReadOnlySpan<byte> content) =>
        Write(path, content, Everyone, overwrite: true);

    /// <summary>What to tell the operator when others may read or change a key file; null when all is well.</summary>
    public static string? ExposureOf(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return null;
        }

        UnixFileMode mode = (File.ResolveLinkTarget(path, returnFinalTarget: true) ?? new FileInfo(path)).UnixFileMode;
        return (mode & OthersMayTouch) == 0
            ? null
            : $"The key file {path} has mode {Convert.ToString((int)mode, 8)}: others may read or change it. "
                + "Give it mode 600.";
    }

    private static void Write(string path, ReadOnlySpan<byte> content, UnixFileMode mode, bool overwrite)
    {
        string full = Path.GetFullPath(path);
        CreateFolder(Path.GetDirectoryName(full)!);
        string draft = $"{full}.{Guid.NewGuid():N}.tmp";
        try
        {
            FileStreamOptions options = new() { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = mode;
            }

            using (FileStream file = new(draft, options))
            {
                file.Write(content);
                file.Flush(flushToDisk: true);
            }

            File.Move(draft, full, overwrite);
        }
        finally
        {
            File.Delete(draft);
        }
    }
}
