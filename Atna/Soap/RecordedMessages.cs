using System.Xml;
using XdsDmp.Atna.Reception.Feed;
using XdsDmp.Soap;
using XdsDmp.Xml;

namespace XdsDmp.Atna.Soap;

/// <summary>
/// The messages of a RecordAuditMessageRequest: <c>Message</c> holds any octets in base64; any other element is an
/// audit message itself, and recorded as the octets that stand in the envelope.
/// </summary>
internal static class RecordedMessages
{
    public const int MaxMessages = 1_000;

    /// <summary>Envelope, Body, request, message.</summary>
    private const int MessageDepth = 3;

    /// <exception cref="SoapFaultException">There is none, or one is no base64, or there are too many.</exception>
    public static IReadOnlyList<byte[]> Read(ReadOnlyMemory<byte> envelope)
    {
        var messages = new List<byte[]>();
        var inline = new Dictionary<int, int>();
        using var reader = XmlReaders.Create(envelope, new XmlLimits { MaxCharacters = envelope.Length });
        var isInBody = false;
        for (var (element, hasNode) = (0, reader.Read()); hasNode;)
        {
            if (reader.NodeType != XmlNodeType.Element)
            {
                hasNode = reader.Read();
                continue;
            }

            isInBody = reader.Depth == 1 ? reader.LocalName == "Body" : isInBody;
            var isMessage = isInBody && reader.Depth == MessageDepth;
            if (isMessage && messages.Count == MaxMessages)
            {
                throw SoapFaults.Sender($"a request may have {MaxMessages} messages; send the others in a second one");
            }

            if (isMessage && reader is { LocalName: "Message", NamespaceURI: AuditOperations.Namespace })
            {
                messages.Add(Decoded(reader.ReadElementContentAsString()));
                element++;
                continue;
            }

            if (isMessage)
            {
                inline.Add(element, messages.Count);
                messages.Add([]);
            }

            element++;
            hasNode = reader.Read();
        }

        foreach (var (element, octets) in XmlElementRanges.Find(envelope.Span, inline.Keys.ToHashSet()))
        {
            messages[inline[element]] = envelope[octets].ToArray();
        }

        return messages.Count > 0 ? messages : throw SoapFaults.Sender(
            $"the request holds no message: {{{AuditOperations.Namespace}}}Message with base64, or an audit message");
    }

    private static byte[] Decoded(string base64)
    {
        try
        {
            return Convert.FromBase64String(base64) is { Length: > 0 } octets
                ? octets
                : throw SoapFaults.Sender("a Message is empty");
        }
        catch (FormatException wrong)
        {
            throw SoapFaults.Sender("a Message is not base64", wrong);
        }
    }
}
