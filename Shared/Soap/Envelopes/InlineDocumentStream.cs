using System.Text;
using System.Xml;
using XdsDmp.Soap.Multipart;

namespace XdsDmp.Soap.Envelopes;

/// <summary>The base64 text of an element, decoded while the XML is being read.</summary>
internal sealed class InlineDocumentStream(XmlReader reader, EnvelopeSource source, long maxTagBytes, string name)
    : DecodingStream
{
    private readonly Base64Decoder _decoder = new();
    private readonly Base64LayoutReader _layout = new();
    private readonly char[] _characters = new char[PieceLength - 4];
    private readonly byte[] _piece = new byte[PieceLength - 4];

    /// <summary>At the end: how the text was written; null when no rule gives it again.</summary>
    public Base64Layout? Layout => _layout.Layout;

    protected override async ValueTask<int> DecodeNextAsync(byte[] decoded, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        try
        {
            while (IsText())
            {
                source.Allow(long.MaxValue);
                var count = await reader.ReadValueChunkAsync(_characters, 0, _characters.Length).ConfigureAwait(false);
                if (count > 0)
                {
                    _layout.Append(_characters.AsSpan(0, count));

                    // What is not ASCII becomes '?', which is no base64 either.
                    Encoding.ASCII.GetBytes(_characters.AsSpan(0, count), _piece);
                    return _decoder.Decode(_piece.AsSpan(0, count), decoded);
                }

                source.Allow(maxTagBytes);
                await reader.ReadAsync().ConfigureAwait(false);
            }

            CheckEnd();
            _decoder.Finish();
            return -1;
        }
        catch (FormatException e)
        {
            throw SoapFaults.Sender($"{name} is not valid base64: {e.Message}", e);
        }
        catch (XmlException e)
        {
            throw EnvelopeParser.NotXml(e);
        }
    }

    private bool IsText() => reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace
        or XmlNodeType.SignificantWhitespace;

    private void CheckEnd()
    {
        if (reader.NodeType != XmlNodeType.EndElement)
        {
            throw SoapFaults.Sender($"{name} holds {EchoedText.Quote(reader.Name)} beside its base64 text");
        }
    }
}
