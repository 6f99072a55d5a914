using System.Text.Json;
using System.Text.RegularExpressions;

namespace XdsDmp.Tests.Tidy;

/// <summary>The shipped settings show every key with its default, and the README explains it.</summary>
[TestClass]
public sealed partial class ConfigurationTests
{
    private const string Settings = "Shared/Hosting/appsettings.json";
    private const string ReadMe = "README.md";

    private static readonly string[] Folders = ["Registry", "Repository", "Atna", "Shared/Hosting"];

    [TestMethod]
    public void TheShippedSettingsAreTheOptionsRecordsWithTheirDefaults()
    {
        var shipped = Shipped();
        var options = Options();
        var violations = new Violations();
        foreach (var (key, (value, place)) in options)
        {
            if (!shipped.Remove(key, out var text))
            {
                violations.Add(Settings, $"does not show {key} ({place}): add it with its default {value}");
            }
            else if (text != value)
            {
                violations.Add(Settings, $"shows {key} = {text}; its default is {value} ({place})");
            }
        }

        foreach (var key in shipped.Keys)
        {
            violations.Add(Settings, $"shows {key}, which no options record has: remove it");
        }

        violations.AssertNone();
    }

    [TestMethod]
    public void TheReadMeExplainsEveryKeyWithItsDefault()
    {
        var options = Options();
        var rows = SourceTree.TableRows(ReadMe).Where(row => Key().IsMatch(row[0])).ToList();
        var violations = new Violations();
        foreach (var (key, (value, place)) in options)
        {
            var row = rows.Find(row => row[0] == key);
            if (row is null)
            {
                violations.Add(ReadMe, $"has no row '| {key} | {value} | … |' in the table of settings ({place})");
            }
            else if (row[1] != (value.Length == 0 ? "(empty)" : value))
            {
                violations.Add(ReadMe, $"says that {key} is {row[1]} by default; it is {value} ({place})");
            }
        }

        foreach (var row in rows.Where(row => !options.ContainsKey(row[0])))
        {
            violations.Add(ReadMe, $"explains {row[0]}, which no options record has: remove its row");
        }

        violations.AssertNone();
    }

    [TestMethod]
    public void EveryOptionsRecordSaysItsSection()
    {
        var violations = new Violations();
        foreach (var file in OptionsFiles())
        {
            if (!Section().IsMatch(SourceTree.Read(file)))
            {
                violations.Add(file, "its summary must begin with: Section <c>NAME</c>");
            }
        }

        violations.AssertNone();
    }

    [TestMethod]
    public void TheShippedSettingsTravelWithEveryProgram() => StringAssert.Contains(
        SourceTree.Read("Shared/Hosting/XdsDmp.Hosting.csproj"),
        "<Content Include=\"appsettings.json\" CopyToOutputDirectory=\"PreserveNewest\" />");

    private static IEnumerable<string> OptionsFiles() => SourceTree.Product.Where(f =>
        f.EndsWith("Options.cs", StringComparison.Ordinal) && Folders.Any(folder => SourceTree.IsIn(f, folder)));

    /// <summary>Section:Name → default as text, and where it stands.</summary>
    private static Dictionary<string, (string Default, string Place)> Options()
    {
        var options = new Dictionary<string, (string, string)>(StringComparer.Ordinal);
        foreach (var file in OptionsFiles())
        {
            var text = SourceTree.Read(file);
            var section = Section().Match(text).Groups["name"].Value;
            foreach (var property in Property().Matches(text).Where(p => !IsSection(p)).ToList())
            {
                options.Add(
                    $"{section}:{property.Groups["name"].Value}",
                    (DefaultOf(property.Groups["type"].Value, property.Groups["default"].Value),
                        $"{file}:{SourceTree.LineOf(text, property.Index)}"));
            }
        }

        return options;
    }

    /// <summary>A record within a record is a section within the section, with a file of its own.</summary>
    private static bool IsSection(Match property) =>
        property.Groups["type"].Value.EndsWith("Options", StringComparison.Ordinal);

    private static string DefaultOf(string type, string text) => text switch
    {
        "" when type == "bool" => "false",
        "" when type == "int" => "0",
        "" => throw new InvalidOperationException($"a default is needed for {type}"),
        "[]" => "",
        ['"', .., '"'] => text[1..^1],
        "true" or "false" => text,
        _ when char.IsDigit(text[0]) => text.Split('*').Select(ToNumber).Aggregate(1L, (a, b) => a * b).ToString(),
        _ => text[(text.LastIndexOf('.') + 1)..],
    };

    private static long ToNumber(string factor) => long.Parse(factor.Trim().TrimEnd('L').Replace("_", ""));

    /// <summary>Of the sections: <c>Profile</c> stands in none.</summary>
    private static Dictionary<string, string> Shipped()
    {
        using var settings = JsonDocument.Parse(SourceTree.Read(Settings));
        return settings.RootElement.EnumerateObject()
            .Where(section => section.Value.ValueKind == JsonValueKind.Object)
            .SelectMany(section => Flat(section.Name, section.Value))
            .ToDictionary(StringComparer.Ordinal);
    }

    private static IEnumerable<(string Key, string Value)> Flat(string section, JsonElement keys) =>
        keys.EnumerateObject().SelectMany(key => key.Value.ValueKind == JsonValueKind.Object
            ? Flat($"{section}:{key.Name}", key.Value)
            : [($"{section}:{key.Name}", TextOf(key.Value))]);

    private static string TextOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Array => string.Join(", ", value.EnumerateArray().Select(TextOf)),
        _ => value.GetRawText(),
    };

    [GeneratedRegex(@"<summary>\s*(?:/// )?Section <c>(?<name>\w+(?::\w+)*)</c>")]
    private static partial Regex Section();

    [GeneratedRegex(
        @"^    public (?<type>[\w<>?]+) (?<name>\w+) \{ get; init; \}(?: = (?<default>[^;]+);)?",
        RegexOptions.Multiline)]
    private static partial Regex Property();

    [GeneratedRegex(@"^[A-Z]\w+(:[A-Z]\w+)+$")]
    private static partial Regex Key();
}
