using System.ComponentModel;
using System.Runtime.InteropServices;

namespace XdsDmp.Repository.Content;

/// <summary>
/// Brings everything that was written to a file system to its disk: for those who write many files and need them only
/// together.
/// </summary>
public static partial class FileSystemFlush
{
    /// <summary>On Linux. Elsewhere files are flushed one by one.</summary>
    /// <param name="folder">In the file system.</param>
    public static void Of(string folder)
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        using var opened = DirectoryHandle.Open(folder);
        if (Synchronize(opened.DangerousGetHandle().ToInt32()) != 0)
        {
            throw new IOException(
                $"{folder} could not be flushed", new Win32Exception(Marshal.GetLastPInvokeError()));
        }
    }

    [LibraryImport("libc", EntryPoint = "syncfs", SetLastError = true)]
    private static partial int Synchronize(int descriptor);
}
