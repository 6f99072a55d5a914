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
        var identity = new DocumentIdentity();
        string newRepository = "", newDocument = "", mimeType = "";
        (bool IsRead, TContent Value) content = default;
        if (cursor.Enter())
        {
            while (cursor.MoveToChild())
            {
                switch (cursor.Reader.LocalName)
                {
                    case var _ when cursor.Reader.NamespaceURI != MessageNamespaces.Xds:
                        cursor.Skip();
                        break;
                    case "NewRepositoryUniqueId":
                        newRepository = cursor.ReadOnce("xds:NewRepositoryUniqueId", newRepository);
                        break;
                    case "NewDocumentUniqueId":
                        newDocument = cursor.ReadOnce("xds:NewDocumentUniqueId", newDocument);
                        break;
                    case "mimeType":
                        mimeType = cursor.ReadOnce("xds:mimeType", mimeType);
                        break;
                    case "Document" when !content.IsRead:
                        content = (true, cursor.ReadWith(readContent));
                        break;
                    case var _ when !identity.Read(cursor):
                        cursor.Skip();
                        break;
                }
            }
        }

        identity.ExpectComplete(cursor, element);
        if (!content.IsRead)
        {
            throw cursor.Malformed(element, "xds:Document is missing");
        }

        return new(identity.RepositoryUniqueId, identity.DocumentUniqueId, mimeType, content.Value)
        {
            HomeCommunityId = identity.HomeCommunityId,
            NewRepositoryUniqueId = newRepository.Length == 0 ? null : newRepository,
            NewDocumentUniqueId = newDocument.Length == 0 ? null : newDocument,
        };
    }
}
