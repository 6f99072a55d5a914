using System.Buffers;
using XdsDmp.Security.Signatures;
using XdsDmp.Xml.Canonical;
using XdsDmp.Xml.Nodes;

namespace XdsDmp.Security.Messages;

/// <summary>
/// The canonical form of a Body whose documents are elsewhere: the octets between them, and which document comes where.
/// What is signed is the form with the documents inline (MTOM §3; XOP §3.2).
/// </summary>
public sealed class CanonicalPieces : IBufferWriter<byte>
{
    private readonly ArrayBufferWriter<byte> _octets = new(16 * 1024);
    private readonly List<(int At, string Href)> _documents = [];

    private CanonicalPieces()
    {
    }

    /// <summary>The octets, and behind them the href of the document that follows; the last one has none.</summary>
    public IEnumerable<(ReadOnlyMemory<byte> Octets, string? Href)> Pieces
    {
        get
        {
            var start = 0;
            foreach (var (at, href) in _documents)
            {
                yield return (_octets.WrittenMemory[start..at], href);
                start = at;
            }

            yield return (_octets.WrittenMemory[start..], null);
        }
    }

    public bool HasDocuments => _documents.Count > 0;

    /// <param name="body">The element to be digested.</param>
    /// <param name="method">By which canonical form.</param>
    /// <param name="documentElement">
    /// The one element whose xop:Include stands for its base64 content. An Include anywhere else is an element like any
    /// other: readers do not resolve it, so neither may the signature.
    /// </param>
    public static CanonicalPieces Of(ElementNode body, CanonicalMethod method, XmlNames documentElement)
    {
        var pieces = new CanonicalPieces();

        // A reference to an identifier selects no comments, whatever the form would do with them (XML Signature
        // §4.4.3.3).
        new Canonicalizer(method with { WithComments = false }, pieces)
        {
            Omits = element => pieces.Cut(element, documentElement),
        }.Write(body);
        return pieces;
    }

    public void Advance(int count)
    {
        _octets.Advance(count);
        if (_octets.WrittenCount > DigestWriter.MaxOctets)
        {
            throw new UntrustedMessageException(
                SecurityFault.InvalidSecurity, $"a canonical form is longer than {DigestWriter.MaxOctets} octets");
        }
    }

    public Memory<byte> GetMemory(int sizeHint = 0) => _octets.GetMemory(sizeHint);

    public Span<byte> GetSpan(int sizeHint = 0) => _octets.GetSpan(sizeHint);

    private bool Cut(ElementNode element, XmlNames documentElement)
    {
        if (!element.Is(WssNames.Xop, "Include") || element.Attribute("href") is not { } href
            || element.Parent?.Is(documentElement.NamespaceUri, documentElement.LocalName) != true)
        {
            return false;
        }

        _documents.Add((_octets.WrittenCount, href));
        return true;
    }
}
