using System.Text.RegularExpressions;

namespace XdsDmp.Tests.Tidy;

/// <summary>
/// The README is our conformance statement: what the code can do stands there, and what stands there the code can do.
/// </summary>
[TestClass]
public sealed partial class CatalogueTests
{
    private const string ReadMe = "README.md";
    private const string Transactions = "Shared/Hosting/TransactionId.cs";
    private const string Queries = "Registry/StoredQueries/StoredQueryCatalog.cs";
    private const string QueryDefinitions = "Shared/Metadata/Queries/StoredQueryDefinitions.cs";
    private const string MultiPatientDefinitions = "Shared/Metadata/Queries/MultiPatientQueryDefinitions.cs";
    private const string AttributeTables = "Shared/Metadata/Rules/Attributes";

    private static readonly Lazy<string> AllTests =
        new(() => string.Join('\n', SourceTree.Tests.Select(SourceTree.Read)));

    [TestMethod]
    public void EveryTransactionHasARowAndATest()
    {
        var violations = new Violations();
        foreach (var match in TransactionNumber().Matches(SourceTree.Read(Transactions)).ToList())
        {
            var number = match.Groups["number"].Value;
            if (Row(number)?.Any(cell => cell.StartsWith("implemented", StringComparison.Ordinal)) != true)
            {
                violations.Add(ReadMe, $"has no row '| {number} | … implemented …' in the table of transactions");
            }

            var identifier = number.Replace("ITI-", "Iti", StringComparison.Ordinal);
            if (!Mentions(AllTests.Value, number) && !Mentions(AllTests.Value, identifier))
            {
                violations.Add("Tests", $"no test mentions {number}: write a scenario that does it");
            }
        }

        violations.AssertNone();
    }

    [TestMethod]
    public void EveryStoredQueryHasARowAndATest()
    {
        var definitions = QueryDefinition()
            .Matches(SourceTree.Read(QueryDefinitions) + SourceTree.Read(MultiPatientDefinitions))
            .ToDictionary(m => m.Groups["name"].Value, m => m.Groups["id"].Value);
        var catalog = CatalogLine().Matches(SourceTree.Read(Queries)).Select(m => m.Groups["name"].Value).ToList();
        var violations = new Violations();
        foreach (var name in catalog)
        {
            var id = definitions.GetValueOrDefault(name);
            if (Row(name)?.Contains(id) != true)
            {
                violations.Add(ReadMe, $"has no row '| {name} | {id} |' in the table of stored queries");
            }

            if (!Mentions(AllTests.Value, name))
            {
                violations.Add("Tests", $"no test mentions {name}: write one that runs the query");
            }
        }

        Assert.HasCount(14 + 3, catalog, $"{Queries}: ITI-18 has fourteen stored queries, ITI-51 three");
        violations.AssertNone();
    }

    [TestMethod]
    public void EveryRuleThatARefusalCanNameIsInTheReadMe()
    {
        var violations = new Violations();
        foreach (var (rule, place) in RulesInSource())
        {
            if (Row(rule) is null)
            {
                violations.Add(place, $"the rule {rule} has no row in the tables of rules of {ReadMe}");
            }
        }

        violations.AssertNone();
    }

    [TestMethod]
    public void TheReadMeListsNoRuleThatIsGone()
    {
        var rules = RulesInSource();
        var violations = new Violations();
        var listed = SourceTree.TableRows(ReadMe).Select(row => row[0]).Where(id => RuleId().IsMatch(id));
        foreach (var rule in listed.Where(id => !rules.ContainsKey(id)))
        {
            violations.Add(ReadMe, $"lists the rule {rule}, which is nowhere in the source: remove its row");
        }

        violations.AssertNone();
    }

    /// <summary>Rule ids as literals, and those that the tables of attributes are composed of.</summary>
    private static Dictionary<string, string> RulesInSource()
    {
        var rules = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var file in SourceTree.Product)
        {
            var text = SourceTree.Read(file);
            foreach (var literal in CSharpText.Parse(text).Literals.Where(l => RuleId().IsMatch(l.Text)))
            {
                rules.TryAdd(literal.Text, $"{file}:{SourceTree.LineOf(text, literal.Start)}");
            }

            if (SourceTree.IsIn(file, AttributeTables))
            {
                AddAttributes(rules, file, text);
            }
        }

        return rules;
    }

    private static void AddAttributes(Dictionary<string, string> rules, string file, string text)
    {
        if (AttributePrefix().Match(text) is { Success: true } prefix)
        {
            foreach (var row in AttributeRow().Matches(text).ToList())
            {
                rules.TryAdd(
                    $"{prefix.Groups["prefix"].Value}-{row.Groups["name"].Value}",
                    $"{file}:{SourceTree.LineOf(text, row.Index)}");
            }
        }
    }

    private static string[]? Row(string firstCell) =>
        SourceTree.TableRows(ReadMe).FirstOrDefault(row => row[0] == firstCell);

    private static bool Mentions(string text, string word) =>
        Regex.IsMatch(text, $@"(?<!\w){Regex.Escape(word)}(?!\w)", RegexOptions.None, TimeSpan.FromSeconds(10));

    [GeneratedRegex("\"(?<number>ITI-[0-9]+)\"")]
    private static partial Regex TransactionNumber();

    [GeneratedRegex("\"(?<id>urn:uuid:[0-9a-f-]{36})\", \"(?<name>\\w+)\"")]
    private static partial Regex QueryDefinition();

    [GeneratedRegex(@"new (?<name>\w+)\(\),")]
    private static partial Regex CatalogLine();

    [GeneratedRegex("^[A-Z]{2,6}-([a-z][A-Za-z0-9-]*|URI)$")]
    private static partial Regex RuleId();

    [GeneratedRegex("new\\(\"(?<prefix>[A-Z]{2})\", name,")]
    private static partial Regex AttributePrefix();

    [GeneratedRegex("^ {8}(?:One|Many|new)\\((?:\"[A-Z]{2}\", )?\"(?<name>[a-z]\\w+|URI)\",", RegexOptions.Multiline)]
    private static partial Regex AttributeRow();
}
