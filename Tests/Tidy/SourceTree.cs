using System.Text.RegularExpressions;

namespace XdsDmp.Tests.Tidy;

/// <summary>The files of this repository as they lie on disk, by their path from its root.</summary>
internal static partial class SourceTree
{
    private static readonly string[] Skipped =
        [".git", "bin", "obj", "TestResults", "data", ".vs", ".idea", "node_modules"];

    public static string Root { get; } = FindRoot();

    public static IReadOnlyList<string> Files { get; } = [.. Walk(Root).Order(StringComparer.Ordinal)];

    public static IEnumerable<string> CSharp => Files.Where(f => f.EndsWith(".cs", StringComparison.Ordinal));

    /// <summary>What is shipped: everything but tests and benchmarks.</summary>
    public static IEnumerable<string> Product =>
        CSharp.Where(f => !IsIn(f, "Tests") && !IsIn(f, "tools/bench"));

    public static IEnumerable<string> Tests => CSharp.Where(f => IsIn(f, "Tests") && !IsIn(f, "Tests/Tidy"));

    public static bool Exists(string path) => Path.Exists(Path.Combine(Root, path));

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    public static string[] Lines(string path) => File.ReadAllLines(Path.Combine(Root, path));

    public static bool IsIn(string file, string folder) => file.StartsWith(folder + "/", StringComparison.Ordinal);

    /// <summary>One-based line of a position in a text.</summary>
    public static int LineOf(string text, int position) => text.AsSpan(0, position).Count('\n') + 1;

    /// <summary>The cells of each table row of a Markdown file, without backticks.</summary>
    public static IReadOnlyList<string[]> TableRows(string markdown) =>
    [
        .. Lines(markdown).Where(line => line.StartsWith('|') && !SeparatorRow().IsMatch(line))
            .Select(line => line.Trim().Trim('|').Split('|').Select(cell => cell.Replace("`", "").Trim()).ToArray()),
    ];

    private static IEnumerable<string> Walk(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(folder))
        {
            yield return Path.GetRelativePath(Root, file).Replace('\\', '/');
        }

        foreach (var child in Directory.EnumerateDirectories(folder))
        {
            if (!Skipped.Contains(Path.GetFileName(child)))
            {
                foreach (var file in Walk(child))
                {
                    yield return file;
                }
            }
        }
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "XdsDmp.sln")))
        {
            folder = folder.Parent
                ?? throw new InvalidOperationException($"no XdsDmp.sln above {AppContext.BaseDirectory}");
        }

        return folder.FullName;
    }

    [GeneratedRegex(@"^[\s|:-]+$")]
    private static partial Regex SeparatorRow();
}
