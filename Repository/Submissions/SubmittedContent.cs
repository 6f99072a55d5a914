using System.Buffers;
using System.Xml;
using XdsDmp.Soap;

namespace XdsDmp.Repository.Submissions;

/// <summary>What a <c>xds:Document</c> holds: a reference to an attachment, or the bytes.</summary>
internal sealed record SubmittedContent(string? ContentId, byte[] Inline)
{
    public static SubmittedContent Read(XmlReader document)
    {
        var inline = new ArrayBufferWriter<byte>();
        var contentId = XopInclude.Read(document, inline);
        return new SubmittedContent(contentId, contentId is null ? inline.WrittenSpan.ToArray() : []);
    }
}
