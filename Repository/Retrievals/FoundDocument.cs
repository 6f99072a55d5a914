using XdsDmp.Metadata.Ebxml.Messages;
using XdsDmp.Repository.Storage;

namespace XdsDmp.Repository.Retrievals;

/// <summary>A document asked for and found.</summary>
internal sealed record FoundDocument(DocumentRequest Request, StoredDocument Document, string ContentId)
{
    /// <summary>The ids as they were asked for.</summary>
    public DocumentResponse<DocumentContent> ToResponse(DocumentContent content) =>
        new(Request.RepositoryUniqueId, Request.DocumentUniqueId, Document.MimeType, content)
        {
            HomeCommunityId = Request.HomeCommunityId,
        };
}
