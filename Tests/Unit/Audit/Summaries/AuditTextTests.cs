using System.Text;
using XdsDmp.Audit;
using XdsDmp.Audit.Summaries;

namespace XdsDmp.Tests.Unit.Audit.Summaries;

[TestClass]
public sealed class AuditTextTests
{
    private const string Latin1 = "<?xml version='1.0' encoding='ISO-8859-1'?>\n<a>é</a>";

    [TestMethod]
    public void Utf8UnderAWrongDeclarationIsUtf8() =>
        Expect(Encoding.UTF8.GetBytes(Latin1), "<a>é</a>", FindingCode.EncodingMismatch);

    [TestMethod]
    public void Latin1IsReadAsDeclared() =>
        Expect(Encoding.Latin1.GetBytes(Latin1), "<a>é</a>", FindingCode.NotUtf8);

    [TestMethod]
    public void Latin1WithoutDeclarationIsReadToo() =>
        Expect(Encoding.Latin1.GetBytes("<a>é</a>"), "<a>é</a>", FindingCode.NotUtf8);

    [TestMethod]
    public void AsciiIsRightUnderEveryDeclaration() =>
        Expect("<?xml version=\"1.0\" encoding=\"windows-1252\"?><a/>"u8.ToArray(), "<a/>");

    [TestMethod]
    public void Utf16IsRead()
    {
        Expect(Encoding.Unicode.GetBytes("\uFEFF<a>é</a>"), "<a>é</a>", FindingCode.NotUtf8, FindingCode.ByteOrderMark);
        Expect(Encoding.BigEndianUnicode.GetBytes("<a>é</a>"), "<a>é</a>", FindingCode.NotUtf8);
    }

    [TestMethod]
    public void AByteOrderMarkIsTakenOff() =>
        Expect(Encoding.UTF8.GetBytes("\uFEFF<a/>"), "<a/>", FindingCode.ByteOrderMark);

    [TestMethod]
    public void WhatStandsAroundTheXmlIsTakenOff()
    {
        Expect("\r\n\n<?xml version='1.0'?><a/>"u8.ToArray(), "<a/>", FindingCode.SurroundingBytes);
        Expect("<a/>\n\0"u8.ToArray(), "<a/>", FindingCode.SurroundingBytes);
        Expect("<a/>\r\n"u8.ToArray(), "<a/>");
    }

    private static void Expect(byte[] message, string text, params FindingCode[] findings)
    {
        var found = new FindingList();

        Assert.AreEqual(text, Encoding.UTF8.GetString(AuditText.ToUtf8(message, found).Span));
        CollectionAssert.AreEqual(findings, found.All.Select(finding => finding.Code).ToArray());
    }
}
