using System.Diagnostics;
using XdsDmp.CommandLine.Output;

namespace XdsDmp.CommandLine.Serving;

/// <summary>
/// Keeps a second <c>up</c> out of a data folder. The operating system lets go of it however the process ends.
/// </summary>
internal static class DataFolderLock
{
    public static IDisposable Take(DataFolder folder)
    {
        try
        {
            return new FileStream(folder.Lock, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException inUse) when (File.Exists(folder.Lock))
        {
            throw CommandException.Usage(
                $"the data folder {folder.Root} is in use by another 'xdsdmp up'{OwnerOf(folder)}",
                "Stop it first, or choose another folder with --data.", inUse);
        }
    }

    /// <summary>False when the process that wrote the endpoints is gone: they lead nowhere.</summary>
    public static bool IsRunning(int? processId)
    {
        if (processId is null)
        {
            return true;
        }

        try
        {
            using var process = Process.GetProcessById(processId.Value);
            return !process.HasExited;
        }
        catch (Exception gone) when (gone is ArgumentException or InvalidOperationException)
        {
            return false;
        }
    }

    private static string OwnerOf(DataFolder folder) =>
        File.Exists(folder.Endpoints) && Endpoints.Read(folder.Endpoints).Pid is { } pid ? $" (process {pid})" : "";
}
