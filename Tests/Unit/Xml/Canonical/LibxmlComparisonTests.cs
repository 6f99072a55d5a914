using System.Security.Cryptography;
using System.Text;
using XdsDmp.Tests.Unit.Security;
using XdsDmp.Xml.Canonical;
using XdsDmp.Xml.Nodes;

namespace XdsDmp.Tests.Unit.Xml.Canonical;

/// <summary>
/// libxml2 knows Canonical XML 1.1 as well: whole documents by xmllint, parts by the digests that xmlsec1 puts into a
/// signature.
/// </summary>
[TestClass]
public sealed class LibxmlComparisonTests : IDisposable
{
    private const int Documents = 40;
    private const int Fragments = 600;
    private const string Ds = "http://www.w3.org/2000/09/xmldsig#";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    [DataRow(CanonicalForm.Inclusive10, "--c14n")]
    [DataRow(CanonicalForm.Inclusive11, "--c14n11")]
    [DataRow(CanonicalForm.Exclusive, "--exc-c14n")]
    public void WholeDocumentsHaveTheSameForm(CanonicalForm form, string option)
    {
        for (var seed = 0; seed < Documents; seed++)
        {
            var xml = Plain(new RandomXml(seed).Document());
            File.WriteAllText(_folder.File("document.xml"), xml);
            Assert.AreEqual(
                Tools.XmlLint(option, _folder.File("document.xml")),
                    Forms.Of(xml, Forms.Method(form, withComments: true)),
                $"seed {seed}: {xml}");
        }
    }

    [TestMethod]
    [DataRow(CanonicalForm.Inclusive10, false, "")]
    [DataRow(CanonicalForm.Inclusive10, true, "")]
    [DataRow(CanonicalForm.Inclusive11, false, "")]
    [DataRow(CanonicalForm.Inclusive11, true, "")]
    [DataRow(CanonicalForm.Exclusive, false, "")]
    [DataRow(CanonicalForm.Exclusive, true, "")]
    [DataRow(CanonicalForm.Exclusive, false, "a #default")]
    [DataRow(CanonicalForm.Exclusive, true, "b c nowhere")]
    public void PartsHaveTheSameForm(CanonicalForm form, bool withComments, string prefixes)
    {
        var method = Forms.Method(form, withComments) with
        {
            InclusivePrefixes = [.. prefixes.Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .Select(prefix => prefix == "#default" ? "" : prefix)],
        };
        var body = "<root xmlns='urn:root' xmlns:b='urn:b' xmlns:r='urn:r' xml:base='http://host/root/' xml:lang='de'>"
            + string.Concat(Enumerable.Range(0, Fragments).Select(seed => Plain(new RandomXml(seed).Fragment())));
        var parts = Parts(Forms.Tree(body + "</root>"));
        Assert.IsGreaterThan(300, parts.Count);
        File.WriteAllText(_folder.File("template.xml"), body + Template(parts, method, prefixes) + "</root>");
        File.WriteAllText(_folder.File("key"), "secret");
        var signed = Tools.XmlSec(
            "--sign", "--hmackey", _folder.File("key"), "--output", _folder.File("signed.xml"),
            _folder.File("template.xml"));
        Assert.AreEqual(0, signed.ExitCode, signed.Errors);

        var theirs = NodeTree.Read(File.ReadAllBytes(_folder.File("signed.xml")));
        var digests = theirs.Root.SelfAndDescendants().Where(element => element.Is(Ds, "DigestValue"))
            .Select(element => element.Text().Trim()).ToArray();
        foreach (var (part, digest) in Parts(theirs).Zip(digests))
        {
            var ours = Forms.OfPart(part, method);
            Assert.AreEqual(digest, Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(ours))), ours);
        }
    }

    /// <summary>
    /// libxml2 leaves an ampersand in the name of a namespace as it is, and no XML comes of that; and it keeps the
    /// fragment of a base, which Canonical XML 1.1 §2.4 ignores.
    /// </summary>
    private static string Plain(string xml) => xml
        .Replace("?x=1&amp;y=2", "?x=1", StringComparison.Ordinal).Replace("?q#f", "?q", StringComparison.Ordinal);

    private static List<ElementNode> Parts(NodeTree document) =>
        [.. document.Root.SelfAndDescendants()
            .Where(element => element.Attribute("id", XmlNames.XmlNamespace) is not null)];

    private static string Template(IEnumerable<ElementNode> parts, CanonicalMethod method, string prefixes)
    {
        var list = prefixes.Length == 0
            ? ""
            : $"<InclusiveNamespaces xmlns='http://www.w3.org/2001/10/xml-exc-c14n#' PrefixList='{prefixes}'/>";
        var references = parts.Select(part =>
            // A plain #id would leave comments out (XML Signature 1.1 §4.4.3.3).
            $"<Reference URI=\"#xpointer(id('{part.Attribute("id", XmlNames.XmlNamespace)}'))\"><Transforms>"
            + $"<Transform Algorithm='{method.Uri}'>{list}</Transform></Transforms>"
            + "<DigestMethod Algorithm='http://www.w3.org/2001/04/xmlenc#sha256'/><DigestValue/></Reference>");
        return $"<Signature xmlns='{Ds}'><SignedInfo>"
            + "<CanonicalizationMethod Algorithm='http://www.w3.org/2001/10/xml-exc-c14n#'/>"
            + "<SignatureMethod Algorithm='http://www.w3.org/2001/04/xmldsig-more#hmac-sha256'/>"
            + string.Concat(references) + "</SignedInfo><SignatureValue/></Signature>";
    }
}
