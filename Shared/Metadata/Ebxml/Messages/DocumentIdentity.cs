namespace XdsDmp.Metadata.Ebxml.Messages;

/// <summary>The three elements that name a document, while they are being gathered from a request or a response.</summary>
internal sealed class DocumentIdentity
{
    public string RepositoryUniqueId { get; private set; } = "";

    public string DocumentUniqueId { get; private set; } = "";

    /// <summary>Null when absent or empty.</summary>
    public string? HomeCommunityId { get; private set; }

    /// <summary>Takes the current element if it is one of the three; a second one of a name makes the document doubtful.</summary>
    public bool Read(MessageCursor cursor)
    {
        if (cursor.Is(MessageNamespaces.Xds, "RepositoryUniqueId"))
        {
            RepositoryUniqueId = cursor.ReadOnce("xds:RepositoryUniqueId", RepositoryUniqueId);
            return true;
        }

        if (cursor.Is(MessageNamespaces.Xds, "DocumentUniqueId"))
        {
            DocumentUniqueId = cursor.ReadOnce("xds:DocumentUniqueId", DocumentUniqueId);
            return true;
        }

        if (cursor.Is(MessageNamespaces.Xds, "HomeCommunityId"))
        {
            var home = cursor.ReadOnce("xds:HomeCommunityId", HomeCommunityId ?? "");
            HomeCommunityId = home.Length == 0 ? null : home;
            return true;
        }

        return false;
    }

    public void ExpectComplete(MessageCursor cursor, string parent)
    {
        if (RepositoryUniqueId.Length == 0)
        {
            throw cursor.Malformed(parent, "xds:RepositoryUniqueId is missing");
        }

        if (DocumentUniqueId.Length == 0)
        {
            throw cursor.Malformed(parent, "xds:DocumentUniqueId is missing");
        }
    }
}
