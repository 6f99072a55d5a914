using System.Buffers;
using System.Text;
using System.Xml;
using XdsDmp.Xml;
using XdsDmp.Xml.Canonical;
using XdsDmp.Xml.Nodes;

namespace XdsDmp.Tests.Unit.Xml.Canonical;

/// <summary>From octets comes what comes from nodes, and those are compared with other software.</summary>
[TestClass]
public sealed class OctetCanonicalizerTests
{
    private const int Fragments = 10_000;
    private const string Around = "<w xmlns='urn:w' xmlns:q='urn:q' xmlns:xsi='urn:2&amp;' xml:lang='fr'>";

    [TestMethod]
    public void TheFormIsThatOfTheNodes()
    {
        for (var seed = 0; seed < Fragments; seed++)
        {
            AssertSame(new RandomXml(seed).Fragment(), $"seed {seed}");
        }
    }

    [TestMethod]
    public void ABodyOfManyElementsToo() =>
        AssertSame($"<m>{string.Concat(Enumerable.Range(0, 300).Select(seed => new RandomXml(seed).Fragment()))}</m>");

    /// <summary>What our own writers write: escapes of their own, empty tags, attributes in any order.</summary>
    [TestMethod]
    public void WhatWeWriteToo()
    {
        const string Marks = "\u0001 <a>&\"'\t\r\n]]>\uFFFE é😀 &amp;";
        var output = new ArrayBufferWriter<byte>();
        new Utf8XmlWriter(output).Start("q:r"u8).Attribute("xmlns:rim"u8, "urn:rim?a=<&>").Attribute("b"u8, Marks)
            .Attribute("a"u8, Marks).Element("rim:v"u8, Marks).Start("q:e"u8).Attribute("xml:id"u8, "")
            .Attribute("rim:z"u8, "1").Attribute("q:y"u8, "2").Attribute("x"u8, "3").End("q:e"u8).Text(Marks)
            .End("q:r"u8);
        AssertSame(Encoding.UTF8.GetString(output.WrittenSpan));
    }

    [TestMethod]
    [DataRow("<e/>")]
    [DataRow("<e a='1'/>")]
    [DataRow("<e\ta = \"1\"\r\n b='\"' ></e >")]
    [DataRow("<e><!----><?p?><?p  x ?><?p x\r?><![CDATA[]]><![CDATA[&amp;<]]]></e>")]
    [DataRow("<e>&#x26;&#38;&#0000000060;&#x10FFFF;&#13;&#10;&#9;&apos;&quot;&gt;>\r\r\n\n\r</e>")]
    [DataRow("<e a='&#x26;&#38;&#0060;&#x10FFFF;&#13;&#10;&#9;&apos;&quot;&gt;>\r\r\n\n\t\"'/>")]
    [DataRow("<q:e xmlns:q='urn:q'><q:e xmlns:q='urn:r'><q:e xmlns:q='urn:q' q:a=''/></q:e><q:e/></q:e>")]
    [DataRow("<e xmlns=''><e xmlns='urn:w'><e xmlns=''/></e><e xmlns=''/></e>")]
    [DataRow("<e xmlns:b='urn:a&lt;' xmlns:a='urn:a!' b:z='1' a:z='2' b:a='3' a:b='4' z='5' xml:lang='6'/>")]
    [DataRow("<e xmlns:p='urn:p'><f xmlns:p='urn:o'><p:g xmlns:p='urn:p'/></f><p:g/><p:g/></e>")]
    [DataRow("<e xmlns:b='urn:\U00010000' xmlns:a='urn:\uFFF0' b:x='2' a:x='1'/>")]
    [DataRow("<e xmlns:xml='http://www.w3.org/XML/1998/namespace' xml:space='preserve'> </e>")]
    public void EverySpellingHasItsForm(string xml) => AssertSame(xml);

    [TestMethod]
    [DataRow("")]
    [DataRow("text")]
    [DataRow("<")]
    [DataRow("<>")]
    [DataRow("<e")]
    [DataRow("<e>")]
    [DataRow("<e><f></e></f>")]
    [DataRow("<e></ee>")]
    [DataRow("<e></e")]
    [DataRow("<e/><e/>")]
    [DataRow("<e/> ")]
    [DataRow("</e>")]
    [DataRow("<e a/>")]
    [DataRow("<e a=/>")]
    [DataRow("<e a=1/>")]
    [DataRow("<e a='1/>")]
    [DataRow("<e a='1'b='2'/>")]
    [DataRow("<e a='1' a='2'/>")]
    [DataRow("<e/ >")]
    [DataRow("<no:e/>")]
    [DataRow("<e no:a=''/>")]
    [DataRow("<e>&nbsp;</e>")]
    [DataRow("<e>&#xD800;</e>")]
    [DataRow("<e>&#;</e>")]
    [DataRow("<e>&</e>")]
    [DataRow("<e>&amp</e>")]
    [DataRow("<e><!-- </e>")]
    [DataRow("<e><?p </e>")]
    [DataRow("<e><![CDATA[</e>")]
    [DataRow("<e><!DOCTYPE e></e>")]
    public void WhatIsNotOneElementHasNone(string xml) =>
        Assert.ThrowsExactly<XmlException>(() => FromOctets(xml, []));

    [TestMethod]
    public void EveryAttributeIsSeen()
    {
        var seen = new List<string>();
        OctetCanonicalizer.Write(
            "<e b='1' xmlns:p='urn:p' p:a=\"2\"><f id='&lt;'/></e>"u8, [], new ArrayBufferWriter<byte>(),
            (uri, name, value) => seen.Add($"{uri} {Encoding.UTF8.GetString(name)} {Encoding.UTF8.GetString(value)}"));
        Assert.AreEqual(" b 1, urn:p a 2,  id &lt;", string.Join(", ", seen));
    }

    private static void AssertSame(string xml, string? message = null)
    {
        var root = Forms.Tree($"{Around}{xml}</w>").Root;
        var expected = Forms.OfPart(root.Elements.First(), Forms.Exclusive);
        Assert.AreEqual(expected, FromOctets(xml, root.Declarations), $"{message} {xml}");
    }

    private static string FromOctets(string xml, IEnumerable<NamespaceDeclaration> context)
    {
        var output = new ArrayBufferWriter<byte>();
        OctetCanonicalizer.Write(Encoding.UTF8.GetBytes(xml), context, output);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}
