using System.Buffers;
using System.Text;
using XdsDmp.Soap;
using XdsDmp.Xml;

namespace XdsDmp.Tests.Unit.Soap;

[TestClass]
public sealed class XopIncludeTests
{
    private const string Include = "<x:Include xmlns:x='http://www.w3.org/2004/08/xop/include' href='cid:a%20b@x'/>";

    [TestMethod]
    [DataRow(Include)]
    [DataRow("\n " + Include + "\n")]
    [DataRow("<Include xmlns='http://www.w3.org/2004/08/xop/include' href='CID:a%20b@x'> </Include>")]
    [DataRow("<Include xmlns='http://www.w3.org/2004/08/xop/include' href='&lt;a b@x>'/>")]
    public void AReferenceGivesTheContentId(string content) => Assert.AreEqual("a b@x", Read(content).Id);

    [TestMethod]
    [DataRow("QUJD", "ABC")]
    [DataRow(" QU\nJD ", "ABC")]
    [DataRow("QU<!-- -->JD", "ABC")]
    [DataRow("<![CDATA[QUJD]]>", "ABC")]
    [DataRow("", "")]
    public void InlineContentIsDecoded(string content, string expected)
    {
        var (id, inline) = Read(content);
        Assert.IsNull(id);
        Assert.AreEqual(expected, inline);
    }

    [TestMethod]
    public void AnEmptyTagIsEmptyContent() => Assert.AreEqual("", Read("<d><v/><after/></d>", isWhole: true).Inline);

    [TestMethod]
    public void LongInlineContentIsDecoded()
    {
        var text = new string('z', 100_000);
        Assert.AreEqual(text, Read(Convert.ToBase64String(Encoding.ASCII.GetBytes(text))).Inline);
    }

    [TestMethod]
    [DataRow("QUJD" + Include, "base64 text is followed by")]
    [DataRow(Include + "QUJD", "beside its xop:Include")]
    [DataRow(Include + Include, "beside its xop:Include")]
    [DataRow("<x:Include xmlns:x='http://www.w3.org/2004/08/xop/include' href='cid:a'>x</x:Include>", "not empty")]
    [DataRow("<Include href='cid:a'/>", "not base64 or xop:Include")]
    [DataRow("<x:Include xmlns:x='http://www.w3.org/2004/08/xop/include'/>", "href of xop:Include is (none)")]
    [DataRow("<x:Include xmlns:x='http://www.w3.org/2004/08/xop/include' href='http://evil'/>", "'http://evil'")]
    [DataRow("QUJD<br/>", "followed by the element 'br'")]
    [DataRow("QUJ", "not valid base64")]
    [DataRow("QU\u00e9D", "not valid base64")]
    public void TheRestIsRefused(string content, string words)
    {
        var fault = Assert.ThrowsExactly<SoapFaultException>(() => Read(content));
        Assert.Contains(words, fault.Reason);
    }

    [TestMethod]
    public void WhatWeWriteWeUnderstand() =>
        Assert.AreEqual("a b@x", XopInclude.ContentIdOf(XopInclude.HrefOf("a b@x")));

    private static (string? Id, string Inline) Read(string content, bool isWhole = false)
    {
        var xml = isWhole ? content : $"<d><v>{content}</v><after/></d>";
        using var reader = XmlReaders.Create(Encoding.UTF8.GetBytes(xml));
        Assert.IsTrue(reader.ReadToDescendant("v"));
        var inline = new ArrayBufferWriter<byte>();
        var id = XopInclude.Read(reader, inline);
        Assert.AreEqual("after", reader.LocalName);
        return (id, Encoding.ASCII.GetString(inline.WrittenSpan));
    }
}
