using System.Text.RegularExpressions;

namespace XdsDmp.Tests.Tidy;

/// <summary>
/// Nothing in the repository depends on, or speaks of, the place where it happens to be written: it must make sense to
/// whoever has only the repository.
/// </summary>
[TestClass]
public sealed class WordingTests
{
    private const string ThisFile = "Tests/Tidy/WordingTests.cs";
    private const string Ci = ".ci/run";

    private static readonly string[] TextFiles =
    [
        ".cs", ".csproj", ".props", ".sln", ".md", ".json", ".sql", ".sh", ".py", ".cpp", ".h", ".dat", ".wsdl", ".xsd",
        ".xml", ".editorconfig", ".gitignore", "run", ".txt",
    ];

    private static readonly (string Pattern, string Instead)[] Foreign =
    [
        (@"(?<![\w.])/work/", "name paths from the root of the repository"),
        (@"/helpers?/", "name paths from the root of the repository"),
        (@"(?i)\b(nuget|(deb|security)\.debian|pypi|proxy\.golang)\.org\b|\bregistry\.npmjs\b",
            "package sources are configured outside the repository"),
        (@"(?i)\bissue tracker\b", "say what is not done yet in README.md"),
        (@"\bCEO\b|(?i:\bsub-?agents?\b|\b(language model|coding assistant)s?\b)", "speak of the software"),
    ];

    /// <summary>In lower case: Shared/ is ours.</summary>
    private static readonly (string Pattern, string Instead) Neighbour =
        (@"(?<![\w/-])(\.\./)*shared/\w", $"only {Ci} may look beside the repository");

    private static bool IsSearched(string file) =>
        file != ThisFile && TextFiles.Any(end => file.EndsWith(end, StringComparison.Ordinal));

    [TestMethod]
    public void NothingSpeaksOfThePlaceWhereItIsWritten()
    {
        var violations = new Violations();
        foreach (var file in SourceTree.Files.Where(IsSearched))
        {
            var text = SourceTree.Read(file);
            foreach (var (pattern, instead) in file == Ci ? Foreign : [.. Foreign, Neighbour])
            {
                foreach (var match in Regex.Matches(text, pattern, RegexOptions.None, TimeSpan.FromSeconds(5)).ToList())
                {
                    violations.Add(file, SourceTree.LineOf(text, match.Index), $"'{match.Value}': {instead}");
                }
            }
        }

        violations.AssertNone();
    }
}
