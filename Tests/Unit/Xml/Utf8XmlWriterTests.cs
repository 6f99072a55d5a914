using System.Buffers;
using System.Text;
using System.Xml.Linq;
using XdsDmp.Xml;

namespace XdsDmp.Tests.Unit.Xml;

[TestClass]
public sealed class Utf8XmlWriterTests
{
    [TestMethod]
    public void ElementsAttributesAndTextAreWritten() => Assert.AreEqual(
        "<a b=\"1\"><c/><d>t</d><e/>raw</a>",
        Written(xml => xml.Start("a"u8).Attribute("b"u8, "1").Attribute("n"u8, null)
            .Start("c"u8).End("c"u8).Element("d"u8, "t").Element("e"u8, null).Raw("raw"u8).End("a"u8)));

    [TestMethod]
    public void WhatIsSpecialSurvives()
    {
        const string Value = "<&>\"' \t\n\r\n]]> é\U0001F600";
        var element = XElement.Parse(Written(xml => xml.Start("a"u8).Attribute("b"u8, Value).Text(Value).End("a"u8)));
        Assert.AreEqual(Value, element.Attribute("b")!.Value);
        Assert.AreEqual(Value, element.Value);
    }

    [TestMethod]
    public void WhatXmlCannotCarryIsReplaced()
    {
        var all = new string(Enumerable.Range(0, 0x20).Select(i => (char)i).ToArray()) + "\ufffe\uffff\ud800x";
        var element = XElement.Parse(Written(xml => xml.Element("a"u8, all)));
        Assert.Contains("\uFFFD", element.Value);
        Assert.EndsWith("x", element.Value);
    }

    private static string Written(Action<Utf8XmlWriter> write)
    {
        var bytes = new ArrayBufferWriter<byte>();
        write(new Utf8XmlWriter(bytes));
        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }
}
