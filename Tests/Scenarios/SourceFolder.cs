namespace XdsDmp.Tests.Scenarios;

/// <summary>The source tree that these tests were built from.</summary>
internal static class SourceFolder
{
    private static readonly Lazy<string> Root = new(Find);

    public static string At(params ReadOnlySpan<string> path) => Path.Combine([Root.Value, .. path]);

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "XdsDmp.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("no XdsDmp.sln above the tests");
        }

        return folder.FullName;
    }
}
