using System.Xml;
using XdsDmp.Metadata.Errors;

namespace XdsDmp.Metadata.Ebxml.Messages;

/// <summary>Reads <c>xds:RetrieveDocumentSetResponse</c>, for clients (ITI TF-2 §3.43.4.2.2).</summary>
public static class RetrieveDocumentSetResponseReader
{
    private const string Element = "xds:RetrieveDocumentSetResponse";

    /// <param name="reader">Stands on the element; afterwards just behind it.</param>
    /// <param name="readContent">
    /// Reads an xop:Include or base64: the reader given stands on the Document element and sees nothing else.
    /// </param>
    public static RetrieveDocumentSetResponse<TContent> Read<TContent>(
        XmlReader reader, Func<XmlReader, TContent> readContent)
    {
        var cursor = new MessageCursor(reader);
        cursor.ExpectRoot(MessageNamespaces.Xds, "RetrieveDocumentSetResponse", Element);
        RegistryResponse? response = null;
        var documents = new List<DocumentResponse<TContent>>();
        if (cursor.Enter())
        {
            while (cursor.MoveToChild())
            {
                if (cursor.Is(MessageNamespaces.Rs, "RegistryResponse"))
                {
                    response = RegistryResponseReader.Read(reader);
                }
                else if (cursor.Is(MessageNamespaces.Xds, "DocumentResponse"))
                {
                    documents.Add(ReadDocument(cursor, readContent));
                }
                else
                {
                    cursor.Skip();
                }
            }
        }

        return response is null
            ? throw cursor.Malformed(Element, "rs:RegistryResponse is missing")
            : new RetrieveDocumentSetResponse<TContent>(response, [.. documents]);
    }

    private static DocumentResponse<TContent> ReadDocument<TContent>(
        MessageCursor cursor, Func<XmlReader, TContent> readContent)
    {
        const string element = "xds:DocumentResponse";
        var fields = new DocumentFields(cursor, element);
        (bool IsRead, TContent Value) content = default;
        if (cursor.Enter())
        {
            while (cursor.MoveToChild())
            {
                if (cursor.Is(MessageNamespaces.Xds, "Document"))
                {
                    content = content.IsRead
                        ? throw cursor.Malformed("xds:Document", "it stands twice")
                        : (true, cursor.ReadWith(readContent));
                }
                else if (!fields.Read())
                {
                    cursor.Skip();
                }
            }
        }

        return new DocumentResponse<TContent>(
            fields.Required(DocumentFields.RepositoryUniqueId),
            fields.Required(DocumentFields.DocumentUniqueId),
            fields.Optional(DocumentFields.MimeType) ?? "",
            content.IsRead ? content.Value : throw cursor.Malformed(element, "xds:Document is missing"))
        {
            HomeCommunityId = fields.Optional(DocumentFields.HomeCommunityId),
            NewRepositoryUniqueId = fields.Optional(DocumentFields.NewRepositoryUniqueId),
            NewDocumentUniqueId = fields.Optional(DocumentFields.NewDocumentUniqueId),
        };
    }
}
