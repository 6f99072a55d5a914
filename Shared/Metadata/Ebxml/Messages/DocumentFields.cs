namespace XdsDmp.Metadata.Ebxml.Messages;

/// <summary>The text elements of a DocumentRequest or DocumentResponse, while they are being gathered.</summary>
internal sealed class DocumentFields(MessageCursor cursor, string parent)
{
    public const string HomeCommunityId = "HomeCommunityId";
    public const string RepositoryUniqueId = "RepositoryUniqueId";
    public const string DocumentUniqueId = "DocumentUniqueId";
    public const string NewRepositoryUniqueId = "NewRepositoryUniqueId";
    public const string NewDocumentUniqueId = "NewDocumentUniqueId";
    public const string MimeType = "mimeType";

    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    /// <summary>
    /// Takes the current element if it is one of those above; a second of a name makes the document doubtful.
    /// </summary>
    public bool Read()
    {
        var name = cursor.Reader.LocalName;
        if (cursor.Reader.NamespaceURI != MessageNamespaces.Xds || !IsField(name))
        {
            return false;
        }

        if (!_values.TryAdd(name, cursor.ReadText()))
        {
            throw cursor.Malformed("xds:" + name, "it stands twice");
        }

        return true;
    }

    public string Required(string name) =>
        Optional(name) ?? throw cursor.Malformed(parent, $"xds:{name} is missing");

    /// <summary>Null when absent or empty.</summary>
    public string? Optional(string name) =>
        _values.TryGetValue(name, out var value) && value.Length > 0 ? value : null;

    private static bool IsField(string name) => name is HomeCommunityId or RepositoryUniqueId or DocumentUniqueId
        or NewRepositoryUniqueId or NewDocumentUniqueId or MimeType;
}
