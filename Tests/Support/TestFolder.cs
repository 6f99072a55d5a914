namespace XdsDmp.Tests.Support;

/// <summary>Folders of this test run, for its owner's eyes only. They go when the run ends.</summary>
public static class TestFolder
{
    private static readonly string Run = Directory.CreateTempSubdirectory("xdsdmp-tests-").FullName;
    private static int _count;

    public static string New()
    {
        var folder = Path.Combine(Run, $"{Interlocked.Increment(ref _count)}");
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(
                folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return folder;
    }

    /// <summary>All of them; to be called when the last test has run.</summary>
    public static void DeleteAll() => Delete(Run);

    /// <summary>Best effort: a reader that is pooled may hold a file a little longer.</summary>
    public static void Delete(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (IOException)
        {
            // The end of the run takes it away.
        }
    }
}
