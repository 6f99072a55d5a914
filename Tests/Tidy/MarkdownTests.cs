using System.Text.RegularExpressions;

namespace XdsDmp.Tests.Tidy;

/// <summary>A document that names a file which was removed years ago is worse than none.</summary>
[TestClass]
public sealed partial class MarkdownTests
{
    private static readonly HashSet<string> TopFolders =
        [.. SourceTree.Files.Where(f => f.Contains('/')).Select(f => f[..f.IndexOf('/')])];

    private static readonly HashSet<string> FileNames = [.. SourceTree.Files.Select(f => Path.GetFileName(f)!)];

    private static IEnumerable<string> Documents =>
        SourceTree.Files.Where(f => f.EndsWith(".md", StringComparison.Ordinal));

    [TestMethod]
    public void PathsNamedInMarkdownExist()
    {
        var violations = new Violations();
        foreach (var document in Documents)
        {
            var text = SourceTree.Read(document);
            foreach (var match in Quoted().Matches(text).ToList())
            {
                if (!IsThere(match.Groups["path"].Value))
                {
                    violations.Add(
                        document, SourceTree.LineOf(text, match.Index),
                        $"{match.Value} is not there: name what is, or leave it out");
                }
            }

            foreach (var match in Link().Matches(text).ToList())
            {
                if (!SourceTree.Exists(Path.Combine(Path.GetDirectoryName(document)!, match.Groups["path"].Value)))
                {
                    violations.Add(
                        document, SourceTree.LineOf(text, match.Index), $"the link {match.Value} leads nowhere");
                }
            }
        }

        violations.AssertNone();
    }

    /// <summary>A path from the root, or the name of a source file; anything else in backticks is no path.</summary>
    private static bool IsThere(string path)
    {
        var slash = path.IndexOf('/');
        if (slash > 0)
        {
            return !TopFolders.Contains(path[..slash]) || SourceTree.Exists(path.TrimEnd('/'));
        }

        return !SourceFileName().IsMatch(path) || FileNames.Contains(path);
    }

    [GeneratedRegex(@"`(?<path>[\w.][\w./-]*)`")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"\]\((?<path>(?!https?:|#)[^)#\s]+)(#[^)]*)?\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"^[A-Z]\w*\.(cs|csproj|sln|md|props|wsdl)$")]
    private static partial Regex SourceFileName();
}
