using System.Buffers;
using System.Text;
using XdsDmp.Xml.Canonical;
using XdsDmp.Xml.Nodes;

namespace XdsDmp.Tests.Unit.Xml.Canonical;

/// <summary>The canonical forms of texts, for tests to compare.</summary>
internal static class Forms
{
    public static readonly CanonicalMethod Exclusive = new(CanonicalForm.Exclusive, WithComments: false);
    public static readonly CanonicalMethod Inclusive10 = new(CanonicalForm.Inclusive10, WithComments: false);
    public static readonly CanonicalMethod Inclusive11 = new(CanonicalForm.Inclusive11, WithComments: false);

    public static CanonicalMethod Method(CanonicalForm form, bool withComments) => new(form, withComments);

    public static string Of(string xml, CanonicalMethod method) =>
        Written(method, canonicalizer => canonicalizer.Write(Tree(xml)));

    /// <summary>Of the one element with this local name, cut out of its document.</summary>
    public static string OfPart(string xml, string localName, CanonicalMethod method) => Written(
        method, canonicalizer => canonicalizer.Write(
            Tree(xml).Root.SelfAndDescendants().Single(element => element.LocalName == localName)));

    public static string OfPart(ElementNode apex, CanonicalMethod method) =>
        Written(method, canonicalizer => canonicalizer.Write(apex));

    public static NodeTree Tree(string xml) => NodeTree.Read(Encoding.UTF8.GetBytes(xml));

    private static string Written(CanonicalMethod method, Action<Canonicalizer> write)
    {
        var output = new ArrayBufferWriter<byte>();
        write(new Canonicalizer(method, output));
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}
