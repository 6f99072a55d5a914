using System.Diagnostics;
using System.Text;
using System.Xml;
using XdsDmp.Xml;

namespace XdsDmp.Tests.Unit.Xml;

[TestClass]
public sealed class XmlReadersTests
{
    [TestMethod]
    [DataRow("<!DOCTYPE a><a/>")]
    [DataRow("<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>")]
    [DataRow("<!DOCTYPE a [<!ENTITY x 'xx'><!ENTITY y '&x;&x;&x;'>]><a>&y;</a>")]
    [DataRow("<a>&undeclared;</a>")]
    public void NoDocumentTypeIsRead(string xml) => Refused<XmlException>(xml);

    [TestMethod]
    [DataRow("<a>&#x0;</a>")]
    [DataRow("<a>&#xD800;</a>")]
    [DataRow("<a>\u0001</a>")]
    [DataRow("<a b='1' b='2'/>")]
    [DataRow("<a><b></a>")]
    [DataRow("<p:a/>")]
    public void TheMalformedIsRefused(string xml) => Refused<XmlException>(xml);

    [TestMethod]
    public void InvalidUtf8IsRefused() =>
        Assert.ThrowsExactly<XmlException>(() => Drain(XmlReaders.Create("<a>\0\0</a>"u8.ToArray().Select(
            b => b == 0 ? (byte)0xC0 : b).ToArray())));

    [TestMethod]
    [DataRow("utf-7")]
    [DataRow("iso-8859-1")]
    [DataRow("IBM037")]
    [DataRow("windows-1252")]
    public void OtherEncodingsAreRefused(string name) =>
        Assert.Throws<XmlException>(() => Drain(Create($"<?xml version='1.0' encoding='{name}'?><a/>")));

    [TestMethod]
    public void Utf16IsRead() =>
        Drain(XmlReaders.Create(Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes("<a/>")).ToArray()));

    [TestMethod]
    public void DepthIsBounded()
    {
        Drain(Create(Nested(100)));
        var refusal = Refused<XmlLimitException>(Nested(101));
        Assert.Contains("deeper than 100", refusal.Message);
        Refused<XmlLimitException>(Nested(100_000));
    }

    [TestMethod]
    public void AttributesAreBounded()
    {
        Drain(Create(Attributes(256)));
        Assert.Contains("at most 256", Refused<XmlLimitException>(Attributes(257)).Message);
        Refused<XmlLimitException>(Attributes(100_000));
    }

    [TestMethod]
    public void NamesAreBounded()
    {
        var name = new string('n', 1024);
        Drain(Create($"<{name} {name}='1'/>"));
        Refused<XmlLimitException>($"<{name}n/>");
        Refused<XmlLimitException>($"<a {name}n='1'/>");
        Refused<XmlLimitException>($"<{name}:n xmlns:{name}='urn:x'/>");
    }

    [TestMethod]
    public void TheWholeIsBounded()
    {
        var limits = new XmlLimits { MaxCharacters = 20_000 };
        Drain(Create($"<a>{new string('x', 10_000)}</a>", limits));
        Assert.ThrowsExactly<XmlException>(() => Drain(Create($"<a>{new string('x', 30_000)}</a>", limits)));
    }

    [TestMethod]
    public void BinaryReadingDoesNotLeadPastTheBounds()
    {
        using var reader = Create("<r><a>QUJD</a>" + Attributes(300) + "</r>");
        reader.ReadToDescendant("a");
        var buffer = new byte[100];
        Assert.AreEqual(3, reader.ReadElementContentAsBase64(buffer, 0, 100));
        Assert.ThrowsExactly<XmlLimitException>(() => reader.ReadElementContentAsBase64(buffer, 0, 100));
    }

    [TestMethod]
    public void CommentsAndInstructionsArePassedOver()
    {
        using var reader = Create("<?p x?><!-- c --><a><!-- c --><?p?>t</a>");
        Assert.AreEqual(XmlNodeType.Element, reader.MoveToContent());
        reader.Read();
        Assert.AreEqual("t", reader.Value);
    }

    [TestMethod]
    public async Task AsyncReadingHasTheSameBounds()
    {
        using var reader = XmlReaders.Create(new MemoryStream(Encoding.UTF8.GetBytes(Nested(101))), isAsync: true);
        await Assert.ThrowsExactlyAsync<XmlLimitException>(async () =>
        {
            while (await reader.ReadAsync())
            {
                // To the end, or rather not.
            }
        });
    }

    [TestMethod]
    public void AMegabyteOfHostileXmlIsSoonRefused()
    {
        var clock = Stopwatch.StartNew();
        foreach (var xml in new[] { Nested(500_000), Attributes(200_000), $"<{new string('n', 5_000_000)}/>" })
        {
            Refused<XmlLimitException>(xml);
        }

        Assert.IsLessThan(10.0, clock.Elapsed.TotalSeconds);
    }

    [TestMethod]
    public void ALimitNamesItsPlace()
    {
        var refusal = Refused<XmlLimitException>("<a>\n  " + Attributes(300) + "</a>");
        Assert.AreEqual(2, refusal.LineNumber);
        Assert.Contains("line 2", refusal.Message);
    }

    private static string Nested(int depth) =>
        string.Concat(Enumerable.Repeat("<a>", depth)) + string.Concat(Enumerable.Repeat("</a>", depth));

    private static string Attributes(int count) =>
        "<x " + string.Concat(Enumerable.Range(0, count).Select(i => $"a{i}='' ")) + "/>";

    private static T Refused<T>(string xml)
        where T : Exception => Assert.ThrowsExactly<T>(() => Drain(Create(xml)));

    private static XmlReader Create(string xml, XmlLimits? limits = null) =>
        XmlReaders.Create(Encoding.UTF8.GetBytes(xml), limits);

    private static void Drain(XmlReader reader)
    {
        using (reader)
        {
            while (reader.Read())
            {
                // Every node is checked on the way.
            }
        }
    }
}
