using XdsDmp.Metadata.Ebxml.Messages;
using XdsDmp.Repository.Storage;

namespace XdsDmp.Repository.Retrievals;

/// <summary>A document asked for and found.</summary>
internal sealed record FoundDocument(DocumentRequest Request, StoredDocument Document, string ContentId)
{
    /// <summary>Made on demand: the id of what was made; null for a stored document.</summary>
    public string? NewDocumentUniqueId { get; init; }

    /// <summary>Made on demand and stored for good: where.</summary>
    public string? NewRepositoryUniqueId { get; init; }

    /// <summary>The ids as they were asked for.</summary>
    public DocumentResponse<DocumentContent> ToResponse(DocumentContent content) =>
        new(Request.RepositoryUniqueId, Request.DocumentUniqueId, Document.MimeType, content)
        {
            HomeCommunityId = Request.HomeCommunityId,
            NewDocumentUniqueId = NewDocumentUniqueId,
            NewRepositoryUniqueId = NewRepositoryUniqueId,
        };
}
