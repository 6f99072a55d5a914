using System.Text;
using XdsDmp.Soap.Multipart;

namespace XdsDmp.Tests.Unit.Soap.Multipart;

[TestClass]
public sealed class DelimiterScannerTests
{
    private readonly DelimiterScanner _scanner = new("B");

    [TestMethod]
    [DataRow("abc\r\n--B\r\nrest", 3, 7)]
    [DataRow("abc\n--B\nrest", 3, 5)]
    [DataRow("abc\n--B \t\r\n", 3, 8)]
    [DataRow("\r\n--B\r\n", 0, 7)]
    public void AnotherPartFollows(string window, int content, int delimiter) =>
        Assert.AreEqual(new(content, Delimiter.Next, delimiter), Scan(window));

    [TestMethod]
    [DataRow("abc\r\n--B--\r\n", 3, 9)]
    [DataRow("abc\r\n--B-- \n", 3, 9)]
    public void ThePackageEnds(string window, int content, int delimiter) =>
        Assert.AreEqual(new(content, Delimiter.Closing, delimiter), Scan(window));

    [TestMethod]
    [DataRow("abc\r\n--B--")]
    [DataRow("abc\r\n--B-- ")]
    [DataRow("abc\r\n--B--\r")]
    public void TheClosingDelimiterMayBeTheLastBytes(string window)
    {
        Assert.AreEqual(Delimiter.None, Scan(window).Delimiter);
        Assert.AreEqual(Delimiter.Closing, Scan(window, isLast: true).Delimiter);
    }

    [TestMethod]
    [DataRow("abc\r\n--B")]
    [DataRow("abc\r\n--B-")]
    [DataRow("abc\r\n--B \r")]
    public void AnUnfinishedLineTellsNothing(string window)
    {
        Assert.AreEqual(new(3, Delimiter.None, 0), Scan(window) with { DelimiterLength = 0 });
        Assert.AreEqual(Delimiter.None, Scan(window, isLast: true).Delimiter);
    }

    [TestMethod]
    [DataRow("abc\r\n--BX\r\nmore content here")]
    [DataRow("abc\r\n--B--x\r\nmore content")]
    [DataRow("abc\r\n--B\rx more content")]
    [DataRow("abc--B\r\n more content here")]
    [DataRow("abc\r\n -B\r\n more content")]
    public void ALongerLineIsContent(string window) =>
        Assert.AreEqual(new(window.Length - 4, Delimiter.None, 0), Scan(window));

    [TestMethod]
    public void TooManyBlanksMakeItContent() =>
        Assert.AreEqual(Delimiter.None, Scan("a\r\n--B" + new string(' ', 100) + "\r\n").Delimiter);

    [TestMethod]
    public void AtTheStartNoLineBreakIsNeeded()
    {
        Assert.AreEqual(new(0, Delimiter.Next, 5), Scan("--B\r\nx", isAtStart: true));
        Assert.AreEqual(new(0, Delimiter.None, 0), Scan("--", isAtStart: true));
    }

    private DelimiterScanner.Scan Scan(string window, bool isAtStart = false, bool isLast = false) =>
        _scanner.Next(Encoding.ASCII.GetBytes(window), isAtStart, isLast);
}
