namespace XdsDmp.Metadata.Ebxml.Messages;

/// <summary>
/// What a Document element holds when it is written: a reference to an attachment, or the bytes themselves.
/// </summary>
public sealed class DocumentContent
{
    private DocumentContent(string? contentId, ReadOnlyMemory<byte> bytes)
    {
        ContentId = contentId;
        Bytes = bytes;
    }

    /// <summary>Content-ID of the attachment, without angle brackets; null when the bytes are given.</summary>
    public string? ContentId { get; }

    public ReadOnlyMemory<byte> Bytes { get; }

    public static DocumentContent Attached(string contentId) => new(contentId, default);

    public static DocumentContent Inline(ReadOnlyMemory<byte> bytes) => new(null, bytes);
}
