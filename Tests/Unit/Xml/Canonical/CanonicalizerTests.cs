using System.Text;
using XdsDmp.Xml.Canonical;
using XdsDmp.Xml.Nodes;
using static XdsDmp.Tests.Unit.Xml.Canonical.Forms;

namespace XdsDmp.Tests.Unit.Xml.Canonical;

/// <summary>What the worked examples of the three recommendations show, case by case.</summary>
[TestClass]
public sealed class CanonicalizerTests
{
    [TestMethod]
    public void WhatStandsBesideTheRootHasALineOfItsOwn()
    {
        const string Xml = "<?xml version=\"1.0\"?>\r\n\n<?first   with data ?>\n<!-- one --><doc>x<!-- in --></doc  >"
            + "\n\n<?last?>\n<!-- two -->\n";
        Assert.AreEqual("<?first with data ?>\n<doc>x</doc>\n<?last?>", Of(Xml, Inclusive10));
        Assert.AreEqual(
            "<?first with data ?>\n<!-- one -->\n<doc>x<!-- in --></doc>\n<?last?>\n<!-- two -->",
            Of(Xml, Method(CanonicalForm.Inclusive10, withComments: true)));
    }

    [TestMethod]
    public void BlanksInContentStayAndInTagsGo() => Assert.AreEqual(
        "<doc>\n  <a> A   B </a>\n\t<b a=\"1\" z=\"2\">\n</b></doc>",
        Of("<doc  >\n  <a > A   B </a\n>\n\t<b   z = '2'\n a='1'>\n</b></doc>", Inclusive10));

    [TestMethod]
    public void EmptyElementsHaveTwoTags() =>
        Assert.AreEqual("<doc><e></e><e a=\"\"></e></doc>", Of("<doc><e/><e   a='' ></e></doc>", Inclusive10));

    [TestMethod]
    public void DeclarationsComeFirstThenAttributesByNamespaceAndName() => Assert.AreEqual(
        "<e xmlns=\"urn:d\" xmlns:a=\"http://www.w3.org\" xmlns:b=\"http://www.ietf.org\" attr=\"I am\" attr2=\"all\""
            + " b:attr=\"sorted\" a:attr=\"out\"></e>",
        Of("<e a:attr='out' b:attr='sorted' attr2='all' attr='I am' xmlns:b='http://www.ietf.org'"
            + " xmlns:a='http://www.w3.org' xmlns='urn:d'/>", Inclusive10));

    [TestMethod]
    public void DeclarationsThatSayNothingNewAreLeftOut() => Assert.AreEqual(
        "<e xmlns=\"urn:d\"><f xmlns=\"\"><g xmlns:a=\"urn:a\"><h xmlns=\"urn:d\"><i></i></h></g></f></e>",
        Of("<e xmlns='urn:d'><f xmlns=''><g xmlns='' xmlns:a='urn:a'><h xmlns='urn:d'>"
            + "<i xmlns:a='urn:a' xmlns='urn:d'/></h></g></f></e>", Inclusive10));

    [TestMethod]
    public void AnEmptyDefaultNamespaceThatNothingPrecedesIsLeftOut() =>
        Assert.AreEqual("<e><f></f></e>", Of("<e xmlns=''><f xmlns=''/></e>", Inclusive10));

    [TestMethod]
    public void TheXmlPrefixIsNeverDeclared()
    {
        const string Xml = "<e xmlns:xml='http://www.w3.org/XML/1998/namespace' xml:lang='fr'/>";
        Assert.AreEqual("<e xml:lang=\"fr\"></e>", Of(Xml, Inclusive10));
        Assert.AreEqual("<e xml:lang=\"fr\"></e>", Of(Xml, Exclusive));
    }

    [TestMethod]
    public void CharactersAreEscapedAsTheFormSays() => Assert.AreEqual(
        "<doc a=\"&lt;&amp;>'&quot;\" b=\"x y &#x9;&#xA;&#xD;\">"
            + "&#xD;\n&lt;&gt;&amp;\"' value&gt;\"0\" &amp;&amp;</doc>",
        Of("<doc a='&lt;&amp;>&apos;&quot;' b='x\ny &#9;&#10;&#13;'>"
            + "&#13;\r\n&lt;&gt;&amp;\"'<![CDATA[ value>\"0\" &&]]></doc>", Inclusive10));

    [TestMethod]
    public void CharacterReferencesBecomeCharacters() =>
        Assert.AreEqual("<doc>©\u00a0😀</doc>", Of("<doc>&#169;&#xA0;&#x1F600;</doc>", Inclusive10));

    [TestMethod]
    public void AnotherEncodingIsTheSameDocument()
    {
        var utf16 = Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes("<é>€</é>")).ToArray();
        Assert.AreEqual(Of("<é>€</é>", Inclusive10), OfPart(NodeTree.Read(utf16).Root, Inclusive10));
    }

    /// <summary>U+FFF0 stands before U+10000, though its UTF-16 unit is the larger one.</summary>
    [TestMethod]
    public void OrderIsByCodePoint() => Assert.AreEqual(
        "<e xmlns:a=\"urn:\uFFF0\" xmlns:b=\"urn:\U00010000\" a:x=\"1\" b:x=\"2\"></e>",
        Of("<e xmlns:b='urn:\U00010000' xmlns:a='urn:\uFFF0' b:x='2' a:x='1'/>", Exclusive));

    [TestMethod]
    public void APartBringsTheNamespacesInScope()
    {
        const string Xml = "<n0:local xmlns:n0='foo:bar' xmlns:n3='ftp://example.org' xmlns='urn:d'>"
            + "<n1:elem2 xmlns:n0='http://example.net' xml:lang='en' xmlns:n1='http://example.net'>"
            + "<n3:stuff xmlns=''/></n1:elem2></n0:local>";
        Assert.AreEqual(
            "<n1:elem2 xmlns=\"urn:d\" xmlns:n0=\"http://example.net\" xmlns:n1=\"http://example.net\""
                + " xmlns:n3=\"ftp://example.org\" xml:lang=\"en\"><n3:stuff xmlns=\"\"></n3:stuff></n1:elem2>",
            OfPart(Xml, "elem2", Inclusive10));
        Assert.AreEqual(
            "<n1:elem2 xmlns:n1=\"http://example.net\" xml:lang=\"en\"><n3:stuff xmlns:n3=\"ftp://example.org\">"
                + "</n3:stuff></n1:elem2>",
            OfPart(Xml, "elem2", Exclusive));
    }

    [TestMethod]
    public void TheExclusiveFormDoesNotDependOnWhatStandsAround()
    {
        const string Part = "<p:part xmlns:p='urn:p'><q xmlns='urn:q' p:a='1'><r/></q></p:part>";
        Assert.AreEqual(
            OfPart(Part, "part", Exclusive),
            OfPart($"<w xmlns:p='urn:other' xmlns:u='urn:u' xml:lang='fr'><v xmlns='urn:v'>{Part}</v></w>", "part",
                Exclusive));
    }

    [TestMethod]
    public void ListedPrefixesAreTreatedInclusively()
    {
        const string Xml = "<e xmlns:xs='urn:xs' xmlns='urn:d' xmlns:un='urn:u'>"
            + "<f><v xmlns:xs='urn:xs2' t='xs:a'/></f></e>";
        Assert.AreEqual(
            "<f xmlns=\"urn:d\" xmlns:xs=\"urn:xs\"><v xmlns:xs=\"urn:xs2\" t=\"xs:a\"></v></f>",
            OfPart(Xml, "f", Exclusive with { InclusivePrefixes = ["xs"] }));
        Assert.AreEqual(
            "<p:f xmlns=\"urn:d\" xmlns:p=\"urn:p\"></p:f>",
            OfPart("<e xmlns='urn:d'><p:f xmlns:p='urn:p'/></e>", "f", Exclusive with { InclusivePrefixes = [""] }));
    }

    [TestMethod]
    public void AttributesWithoutPrefixDoNotUseTheDefaultNamespace() => Assert.AreEqual(
        "<p:f xmlns:p=\"urn:p\" a=\"1\"></p:f>",
        OfPart("<e xmlns='urn:d'><p:f xmlns:p='urn:p' a='1'/></e>", "f", Exclusive));

    [TestMethod]
    public void XmlAttributesAreInheritedByInclusiveForms()
    {
        const string Xml = "<a xml:lang='fr' xml:space='preserve' xml:id='i' xml:base='b/'>"
            + "<b xml:lang='en'><c d='1'/></b></a>";
        Assert.AreEqual(
            "<c d=\"1\" xml:base=\"b/\" xml:id=\"i\" xml:lang=\"en\" xml:space=\"preserve\"></c>",
            OfPart(Xml, "c", Inclusive10));
        Assert.AreEqual(
            "<c d=\"1\" xml:base=\"b/\" xml:lang=\"en\" xml:space=\"preserve\"></c>", OfPart(Xml, "c", Inclusive11));
        Assert.AreEqual("<c d=\"1\"></c>", OfPart(Xml, "c", Exclusive));
    }

    [TestMethod]
    public void AnElementsOwnXmlAttributeWins() => Assert.AreEqual(
        "<c xml:lang=\"de\"></c>", OfPart("<a xml:lang='fr'><c xml:lang='de'/></a>", "c", Inclusive10));

    /// <summary>The example of Canonical XML 1.1 §3.8, and what follows from it.</summary>
    [TestMethod]
    [DataRow("e1", "something/else")]
    [DataRow("e2", "something/bar/")]
    [DataRow("e3", "something/bar/foo")]
    public void BasesAreJoined(string element, string expected) => Assert.Contains(
        $" xml:base=\"{expected}\"",
        OfPart("<doc xml:base='something/else'><e1><e2 xml:id='abc' xml:base='bar/'><e3 id='E3' xml:base='foo'/></e2>"
            + "</e1></doc>", element, Inclusive11));

    [TestMethod]
    public void ABaseUsedUpByJoiningIsNotWritten()
    {
        Assert.AreEqual("<c></c>", OfPart("<a xml:base='no/x'><c xml:base='..'/></a>", "c", Inclusive11));
        Assert.AreEqual("<c xml:base=\"\"></c>", OfPart("<a><c xml:base=''/></a>", "c", Inclusive11));
        Assert.AreEqual("<c xml:base=\"\"></c>", OfPart("<a xml:base=''><c/></a>", "c", Inclusive10));
    }

    [TestMethod]
    public void WhatIsOmittedLeavesNoTrace()
    {
        var tree = Tree("<a> <s>x<t/></s> <b/></a>");
        var output = new System.Buffers.ArrayBufferWriter<byte>();
        new Canonicalizer(Exclusive, output) { Omits = element => element.LocalName == "s" }.Write(tree.Root);
        Assert.AreEqual("<a>  <b></b></a>", Encoding.UTF8.GetString(output.WrittenSpan));
    }

    [TestMethod]
    public void EveryMethodIsFoundByItsUri()
    {
        foreach (var form in Enum.GetValues<CanonicalForm>())
        {
            foreach (var method in new[] { Method(form, false), Method(form, true) })
            {
                Assert.AreEqual(method.Uri, CanonicalMethod.Find(method.Uri)?.Uri);
                Assert.AreEqual(method.WithComments, CanonicalMethod.Find(method.Uri)!.WithComments);
            }
        }

        Assert.AreEqual("http://www.w3.org/2001/10/xml-exc-c14n#WithComments",
            Method(CanonicalForm.Exclusive, true).Uri);
        Assert.AreEqual("http://www.w3.org/2006/12/xml-c14n11#WithComments",
            Method(CanonicalForm.Inclusive11, true).Uri);
        Assert.IsNull(CanonicalMethod.Find("http://www.w3.org/2006/12/xml-c14n"));
        Assert.IsNull(CanonicalMethod.Find(null));
    }
}
