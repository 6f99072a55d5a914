using XdsDmp.Metadata.Queries;

namespace XdsDmp.Tests.Unit.Metadata.Queries;

[TestClass]
public sealed class QueryValueScannerTests
{
    [TestMethod]
    [DataRow("('a')", "a")]
    [DataRow("('a','b')", "a|b")]
    [DataRow(" ( 'a' , 'b' ) ", "a|b")]
    [DataRow("(\n'a',\n'b'\n)", "a|b")]
    [DataRow("('a,b','c')", "a,b|c")]
    [DataRow("('a)','(b')", "a)|(b")]
    [DataRow("('O''Brien')", "O'Brien")]
    [DataRow("('''')", "'")]
    [DataRow("('a''','''b')", "a'|'b")]
    [DataRow("(' a ')", " a ")]
    [DataRow("('')", "")]
    [DataRow("(\"a\",\"b\"\"c\")", "a|b\"c")]
    [DataRow("(\"O'Brien\")", "O'Brien")]
    public void AListIsTakenApart(string value, string expected)
    {
        var members = new List<string>();

        var problem = new QueryValueScanner(value).ReadList(mayBeUnquoted: false, 10, members);

        Assert.IsNull(problem);
        Assert.AreEqual(expected, string.Join('|', members));
    }

    [TestMethod]
    public void AnEmptyListHasNoMembers()
    {
        var members = new List<string>();

        Assert.IsNull(new QueryValueScanner("( )").ReadList(mayBeUnquoted: false, 10, members));
        Assert.IsEmpty(members);
    }

    [TestMethod]
    public void UnquotedMembersAreReadWhereAllowed()
    {
        var members = new List<string>();

        Assert.IsNull(new QueryValueScanner("( 2004 ,2005)").ReadList(mayBeUnquoted: true, 10, members));
        Assert.AreEqual("2004|2005", string.Join('|', members));
    }

    [TestMethod]
    [DataRow("'a'", "parentheses")]
    [DataRow("a", "parentheses")]
    [DataRow("(a)", "not in quotes")]
    [DataRow("('a',b)", "not in quotes")]
    [DataRow("('a'", "closing parenthesis")]
    [DataRow("('a',", "closing parenthesis")]
    [DataRow("(", "closing parenthesis")]
    [DataRow("('a)", "closing quote")]
    [DataRow("('a''", "closing quote")]
    [DataRow("('a',)", "not in quotes")]
    [DataRow("('O'Brien')", "not doubled")]
    [DataRow("('a' 'b')", "comma is missing")]
    [DataRow("('a') x", "follows the closing parenthesis")]
    [DataRow("('a'))", "follows the closing parenthesis")]
    [DataRow("() ('a')", "follows the closing parenthesis")]
    [DataRow("(('a'))", "not in quotes")]
    public void AMalformedListIsExplained(string value, string expected)
    {
        var problem = new QueryValueScanner(value).ReadList(mayBeUnquoted: false, 10, []);

        Assert.IsNotNull(problem);
        Assert.Contains(expected, problem);
    }

    [TestMethod]
    [DataRow("'a'", "a")]
    [DataRow(" 'a' ", "a")]
    [DataRow("'a''b'", "a'b")]
    [DataRow("'a,b'", "a,b")]
    [DataRow("\"a\"", "a")]
    public void ASingleValueLosesItsQuotes(string value, string expected)
    {
        Assert.IsNull(new QueryValueScanner(value).ReadSingle(mayBeUnquoted: false, out var member));
        Assert.AreEqual(expected, member);
    }

    [TestMethod]
    [DataRow("20041225", "20041225")]
    [DataRow(" st3498702^^^&1.3.6.1&ISO ", "st3498702^^^&1.3.6.1&ISO")]
    public void ASingleValueMayStandWithoutQuotesWhereAllowed(string value, string expected)
    {
        Assert.IsNull(new QueryValueScanner(value).ReadSingle(mayBeUnquoted: true, out var member));
        Assert.AreEqual(expected, member);
    }

    [TestMethod]
    [DataRow("a")]
    [DataRow("'a")]
    [DataRow("a'")]
    [DataRow("'a'b'")]
    [DataRow("'a','b'")]
    public void AMalformedSingleValueIsRefused(string value) =>
        Assert.IsNotNull(new QueryValueScanner(value).ReadSingle(mayBeUnquoted: false, out _));
}
