using System.Security.Cryptography.Xml;
using System.Text;
using System.Xml;
using XdsDmp.Xml.Canonical;
using XdsDmp.Xml.Nodes;

namespace XdsDmp.Tests.Unit.Xml.Canonical;

/// <summary>
/// Thousands of documents, whole and in part: our canonical forms are those of the framework, which knows Canonical XML
/// 1.0 and Exclusive Canonicalization. A failure names the seed that repeats it.
/// </summary>
[TestClass]
public sealed class FrameworkComparisonTests
{
    private const int Documents = 3_000;

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void WholeDocumentsHaveTheSameInclusiveForm(bool withComments) => ForDocuments(xml =>
        Same(Framework(Load(xml), new XmlDsigC14NTransform(withComments)), Forms.Of(
            xml, Forms.Method(CanonicalForm.Inclusive10, withComments))));

    [TestMethod]
    [DataRow(false, null)]
    [DataRow(true, null)]
    [DataRow(false, "a #default")]
    [DataRow(true, "b xsi nowhere")]
    public void WholeDocumentsHaveTheSameExclusiveForm(bool withComments, string? prefixes) => ForDocuments(xml =>
        Same(Framework(Load(xml), new XmlDsigExcC14NTransform(withComments, prefixes)), Forms.Of(
            xml, Exclusive(withComments, prefixes))));

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void PartsHaveTheSameInclusiveForm(bool withComments) => ForParts((xml, number) =>
        Same(
            Framework(Part(xml, number, isInclusive: true), new XmlDsigC14NTransform(withComments)),
            OurPart(xml, number, Forms.Method(CanonicalForm.Inclusive10, withComments))));

    [TestMethod]
    [DataRow(false, null)]
    [DataRow(true, null)]
    [DataRow(false, "a #default")]
    [DataRow(true, "b xsi nowhere")]
    public void PartsHaveTheSameExclusiveForm(bool withComments, string? prefixes) => ForParts((xml, number) =>
        Same(
            Framework(Part(xml, number, isInclusive: false), new XmlDsigExcC14NTransform(withComments, prefixes)),
            OurPart(xml, number, Exclusive(withComments, prefixes))));

    private static void ForDocuments(Action<string> compare) => ForParts((xml, _) => compare(xml));

    private static void ForParts(Action<string, int> compare)
    {
        for (var seed = 0; seed < Documents; seed++)
        {
            var random = new RandomXml(seed);
            var xml = random.Document();
            try
            {
                compare(xml, 1 + (seed % random.Elements));
            }
            catch (AssertFailedException difference)
            {
                throw new AssertFailedException($"seed {seed}:\n{xml}\n{difference.Message}", difference);
            }
        }
    }

    private static void Same(string theirs, string ours) => Assert.AreEqual(theirs, ours);

    private static CanonicalMethod Exclusive(bool withComments, string? prefixes) =>
        Forms.Method(CanonicalForm.Exclusive, withComments) with
        {
            InclusivePrefixes = [.. (prefixes ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .Select(prefix => prefix == "#default" ? "" : prefix)],
        };

    private static string OurPart(string xml, int number, CanonicalMethod method) => Forms.OfPart(
        Forms.Tree(xml).Root.SelfAndDescendants().Single(element => element.Attribute("n") == $"{number}"), method);

    private static XmlDocument Load(string xml)
    {
        var document = new XmlDocument { PreserveWhitespace = true };
        using var reader = XmlReader.Create(new StringReader(xml)); // LoadXml would keep carriage returns.
        document.Load(reader);
        return document;
    }

    /// <summary>
    /// The part as a document of its own, which says itself what it had from its ancestors; so the framework's
    /// SignedXml does it. (Given a set of nodes the framework forgets listed prefixes, and repeats inherited
    /// attributes.)
    /// </summary>
    private static XmlDocument Part(string xml, int number, bool isInclusive)
    {
        var apex = (XmlElement)Load(xml).SelectSingleNode($"//*[@n='{number}']")!;
        var part = new XmlDocument { PreserveWhitespace = true };
        var root = (XmlElement)part.AppendChild(part.ImportNode(apex, deep: true))!;
        foreach (XmlAttribute attribute in apex.SelectNodes("ancestor::*")!.Cast<XmlElement>().Reverse()
            .SelectMany(ancestor => ancestor.Attributes.Cast<XmlAttribute>())
            .Where(one => one.NamespaceURI == XmlNames.XmlnsNamespace
                || (isInclusive && one.NamespaceURI == XmlNames.XmlNamespace)))
        {
            if (!root.HasAttribute(attribute.Name))
            {
                root.Attributes.Append((XmlAttribute)part.ImportNode(attribute, deep: true));
            }
        }

        return part;
    }

    private static string Framework(object input, Transform transform)
    {
        transform.LoadInput(input);
        using var output = (Stream)transform.GetOutput(typeof(Stream));
        using var reader = new StreamReader(output, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
