using System.Text.RegularExpressions;

namespace XdsDmp.Tests.Tidy;

/// <summary>
/// SQL stands in <c>Storage</c>, <c>Content</c> and <c>Sql</c> folders. A stored query is written as its conditions, in
/// one file with its parameters, so conditions, subselects included, may stand in <c>StoredQueries</c>; whole
/// statements may not.
/// </summary>
[TestClass]
public sealed partial class SqlTests
{
    private static readonly string[] FoldersOfStatements = ["Storage", "Content", "Sql"];
    private const string FolderOfConditions = "StoredQueries";

    [TestMethod]
    public void StatementsStandInTheStoresOnly()
    {
        var violations = new Violations();
        foreach (var file in SourceTree.Product.Where(f => !f.Split('/').Intersect(FoldersOfStatements).Any()))
        {
            var text = SourceTree.Read(file);
            var isConditionFile = file.Split('/').Contains(FolderOfConditions);
            foreach (var literal in CSharpText.Parse(text).Literals)
            {
                if (Statement().IsMatch(literal.Text))
                {
                    violations.Add(file, SourceTree.LineOf(text, literal.Start),
                        $"an SQL statement: move it to a Store in {string.Join(", ", FoldersOfStatements)}");
                }
                else if (!isConditionFile && Condition().IsMatch(literal.Text))
                {
                    violations.Add(file, SourceTree.LineOf(text, literal.Start),
                        $"an SQL condition: only a stored query ({FolderOfConditions}) is written as conditions");
                }
            }
        }

        violations.AssertNone();
    }

    [TestMethod]
    [DataRow("SELECT id FROM document", true)]
    [DataRow("  \n insert into document (id) VALUES (1)", true)]
    [DataRow("UPDATE document SET state = 2", true)]
    [DataRow("AND EXISTS (SELECT 1 FROM author_person p WHERE p.object_id = o.id)", false)]
    [DataRow("Select a document", false)]
    [DataRow("update failed", false)]
    public void AStatementIsTold(string text, bool isStatement) =>
        Assert.AreEqual(isStatement, Statement().IsMatch(text));

    [GeneratedRegex(
        @"^\s*(SELECT\s[^;]*\sFROM\s|INSERT\s+(OR\s+\w+\s+)?INTO\s|UPDATE\s+\w+\s+SET\s|DELETE\s+FROM\s|"
        + @"CREATE\s+(TABLE|INDEX)\s|PRAGMA\s|WITH\s+\w+\s+AS\s*\()",
        RegexOptions.IgnoreCase)]
    private static partial Regex Statement();

    [GeneratedRegex(@"\(\s*SELECT\s|^\s*(AND|OR|WHERE)\s+\(*\w+(\.\w+)?\s*(=|<|>|LIKE\b|IN\b|IS\b)")]
    private static partial Regex Condition();
}
