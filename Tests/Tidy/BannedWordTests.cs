using System.Text.RegularExpressions;

namespace XdsDmp.Tests.Tidy;

/// <summary>
/// Words that have no place in the product, and why. Comments and texts are not searched, except for unfinished work.
/// </summary>
[TestClass]
public sealed class BannedWordTests
{
    private const string Result = @"(?<receiver>\w*|\)|\])\s*[?!]?\.Result\b(?!\s*[({])";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private static readonly BannedWord[] InCode =
    [
        new(@"\bDateTime(Offset)?\.(Utc)?Now\b", "ask TimeProvider for the time, so that tests can set it"),
        new(@"\bDateTime\.Today\b", "ask TimeProvider for the time, so that tests can set it"),
        new(@"\.Wait\s*\(", "await it: a blocked thread is one less for the others"),
        new(@"\.GetAwaiter\(\)\s*\.GetResult\b", "await it: a blocked thread is one less for the others"),
        new(@"\bThread\.Sleep\b", "await Task.Delay, or wait for what you are waiting for"),
        new(@"\b(XmlDocument|XDocument|XElement)\b", "read with XmlReaders, write with Utf8XmlWriter"),
        new(@"\bXmlReader\.Create\b", "use XmlReaders: the one factory with DTD off and limits", "Shared/Xml"),
        new(@"(?<![\w.])Console\.", "log, or let the command line speak", "tools", "Shared/Hosting/ServiceProcess.cs"),
        new(@"#\s*region\b", "split the file instead"),
    ];

    /// <summary>
    /// <c>x.Result</c> blocks when x is a task. These receivers are values of our own types that have such a property.
    /// </summary>
    private static readonly string[] ReceiversOfOwnResults = ["reply"];

    /// <summary>File, word, and why it may stand there. May only shrink.</summary>
    private static readonly (string File, string Word, string Reason)[] Exceptions =
    [
        ("Shared/Sql/Checkpointer.cs", ".Wait(", "its own thread, on an event that ends it"),
    ];

    [TestMethod]
    public void BannedWordsDoNotStandInTheProduct()
    {
        var violations = new Violations();
        var used = new HashSet<(string, string)>();
        foreach (var file in SourceTree.Product)
        {
            var code = CSharpText.Parse(SourceTree.Read(file)).Code;
            foreach (var word in InCode.Where(word => !word.IsAllowedIn(file)))
            {
                foreach (var match in Regex.Matches(code, word.Pattern, RegexOptions.None, Patience).ToList())
                {
                    if (Exceptions.Any(e => e.File == file && e.Word == match.Value))
                    {
                        used.Add((file, match.Value));
                        continue;
                    }

                    violations.Add(file, SourceTree.LineOf(code, match.Index), $"'{match.Value}': {word.Instead}");
                }
            }
        }

        foreach (var (file, word, _) in Exceptions.Where(e => !used.Contains((e.File, e.Word))))
        {
            violations.Add(file, $"no longer needs its exception for '{word}': remove it from BannedWordTests");
        }

        violations.AssertNone();
    }

    [TestMethod]
    public void NoTaskIsAskedForItsResult()
    {
        var violations = new Violations();
        var used = new HashSet<string>();
        foreach (var file in SourceTree.Product)
        {
            var code = CSharpText.Parse(SourceTree.Read(file)).Code;
            foreach (var match in Regex.Matches(code, Result, RegexOptions.None, Patience).ToList())
            {
                var receiver = match.Groups["receiver"].Value;
                if (ReceiversOfOwnResults.Contains(receiver))
                {
                    used.Add(receiver);
                }
                else if (!IsInNameOfType(code, match.Index))
                {
                    violations.Add(
                        file, SourceTree.LineOf(code, match.Index),
                        $"'{match.Value}': await it, or add '{receiver}' to ReceiversOfOwnResults");
                }
            }
        }

        foreach (var unused in ReceiversOfOwnResults.Except(used))
        {
            violations.Add("Tests/Tidy/BannedWordTests.cs", $"nothing asks '{unused}' for a Result: remove it");
        }

        violations.AssertNone();
    }

    [TestMethod]
    public void NothingIsLeftForLater()
    {
        var violations = new Violations();
        foreach (var file in SourceTree.CSharp.Where(f => f != "Tests/Tidy/BannedWordTests.cs"))
        {
            foreach (var (line, index) in SourceTree.Lines(file).Select((line, index) => (line, index)))
            {
                if (Regex.IsMatch(line, @"\b(TODO|FIXME|HACK|XXX)\b", RegexOptions.None, Patience))
                {
                    violations.Add(file, index + 1, "do it, or say in README.md that it is not done");
                }
            }
        }

        violations.AssertNone();
    }

    /// <summary>A namespace, not a value.</summary>
    private static bool IsInNameOfType(string code, int at)
    {
        var start = code.LastIndexOf('\n', at) + 1;
        return code.AsSpan(start).TrimStart().StartsWith("using ", StringComparison.Ordinal);
    }

    private sealed record BannedWord(string Pattern, string Instead, params string[] AllowedIn)
    {
        public bool IsAllowedIn(string file) => AllowedIn.Any(place => file == place || SourceTree.IsIn(file, place));
    }
}
