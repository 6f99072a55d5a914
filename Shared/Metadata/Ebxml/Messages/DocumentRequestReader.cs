using System.Xml;

namespace XdsDmp.Metadata.Ebxml.Messages;

/// <summary>Reads a list of <c>xds:DocumentRequest</c>: what ITI-43 and ITI-86 are.</summary>
internal static class DocumentRequestReader
{
    public static Sequence<DocumentRequest> ReadAll(XmlReader reader, string ns, string name, string element)
    {
        var cursor = new MessageCursor(reader);
        cursor.ExpectRoot(ns, name, element);
        var requests = new List<DocumentRequest>();
        if (cursor.Enter())
        {
            while (cursor.MoveToChild())
            {
                if (cursor.Is(MessageNamespaces.Xds, "DocumentRequest"))
                {
                    requests.Add(ReadDocumentRequest(cursor));
                }
                else
                {
                    cursor.Skip();
                }
            }
        }

        return requests.Count > 0 ? [.. requests] : throw cursor.Malformed(element, "xds:DocumentRequest is missing");
    }

    private static DocumentRequest ReadDocumentRequest(MessageCursor cursor)
    {
        var fields = new DocumentFields(cursor, "xds:DocumentRequest");
        if (cursor.Enter())
        {
            while (cursor.MoveToChild())
            {
                if (!fields.Read())
                {
                    cursor.Skip();
                }
            }
        }

        return new DocumentRequest(
            fields.Required(DocumentFields.RepositoryUniqueId),
            fields.Required(DocumentFields.DocumentUniqueId),
            fields.Optional(DocumentFields.HomeCommunityId));
    }
}
