namespace XdsDmp.Tests.Support;

/// <summary>Folders of this test run; whatever is left of them goes when the run ends.</summary>
public static class TestFolder
{
    private static readonly string Run = MakeRun();
    private static int _count;

    public static string New()
    {
        var folder = Path.Combine(Run, $"{Interlocked.Increment(ref _count)}");
        Directory.CreateDirectory(folder);
        return folder;
    }

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

    private static string MakeRun()
    {
        var folder = Directory.CreateTempSubdirectory("xdsdmp-tests-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Delete(folder);
        return folder;
    }
}
