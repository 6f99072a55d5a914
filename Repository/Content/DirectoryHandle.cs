using System.ComponentModel;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace XdsDmp.Repository.Content;

/// <summary>
/// A folder opened so that it can be flushed: a new file survives a power failure only when its folder does. The
/// framework cannot open folders; on Windows there is nothing to flush.
/// </summary>
internal static partial class DirectoryHandle
{
    public static SafeFileHandle Open(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            return new SafeFileHandle();
        }

        var descriptor = OpenReadOnly(folder, 0);
        return descriptor >= 0
            ? new SafeFileHandle(descriptor, ownsHandle: true)
            : throw new IOException($"cannot open folder {folder}", new Win32Exception(Marshal.GetLastPInvokeError()));
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int OpenReadOnly(string path, int flags);
}
