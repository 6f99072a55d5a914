using System.Runtime.InteropServices;

namespace XdsDmp.CommandLine.Configuration;

/// <summary>What this user may do with a file, found out without doing it.</summary>
internal static class FileAccessRights
{
    /// <summary>W_OK of unistd.h.</summary>
    private const int Write = 2;

    public static bool CanWrite(string path) => OperatingSystem.IsWindows()
        ? (File.GetAttributes(path) & FileAttributes.ReadOnly) == 0 || Directory.Exists(path)
        : Access(path, Write) == 0;

    [DllImport("libc", EntryPoint = "access", BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Access([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int mode);
}
