using System.Xml;

namespace XdsDmp.Metadata.Ebxml.Messages;

/// <summary>Reads <c>xds:RetrieveDocumentSetRequest</c> (ITI TF-2 §3.43.4.1.2).</summary>
public static class RetrieveDocumentSetRequestReader
{
    private const string Element = "xds:RetrieveDocumentSetRequest";

    /// <summary>The documents asked for, in the order of the message and with repetitions; at least one.</summary>
    public static Sequence<DocumentRequest> Read(XmlReader reader)
    {
        var cursor = new MessageCursor(reader);
        cursor.ExpectRoot(MessageNamespaces.Xds, "RetrieveDocumentSetRequest", Element);
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

        return requests.Count > 0 ? [.. requests] : throw cursor.Malformed(Element, "xds:DocumentRequest is missing");
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
