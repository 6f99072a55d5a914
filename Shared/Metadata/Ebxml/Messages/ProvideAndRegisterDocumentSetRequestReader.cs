using System.Xml;
using XdsDmp.Metadata.Errors;

namespace XdsDmp.Metadata.Ebxml.Messages;

/// <summary>
/// Reads <c>xds:ProvideAndRegisterDocumentSetRequest</c> (ITI TF-2 §3.41.4.1.2). Whether documents and entries belong
/// together is for the repository to check.
/// </summary>
public static class ProvideAndRegisterDocumentSetRequestReader
{
    private const string Element = "xds:ProvideAndRegisterDocumentSetRequest";

    /// <param name="reader">Stands on the element; afterwards just behind it.</param>
    /// <param name="errors">Takes what is wrong with objects and documents.</param>
    /// <param name="readContent">
    /// Reads an xop:Include or base64: the reader given stands on the Document element and sees nothing else.
    /// Called in the order of the documents, not for those whose id is missing or repeated.
    /// </param>
    /// <param name="limits">Bounds, or null for <see cref="MetadataLimits.Default"/>.</param>
    public static ProvideAndRegisterDocumentSetRequest<TContent> Read<TContent>(
        XmlReader reader, RegistryErrors errors, Func<XmlReader, TContent> readContent, MetadataLimits? limits = null)
    {
        var cursor = new MessageCursor(reader);
        cursor.ExpectRoot(MessageNamespaces.Xds, "ProvideAndRegisterDocumentSetRequest", Element);
        RegistryObjectList? objects = null;
        var documents = new List<ProvidedDocument<TContent>>();
        var ids = new HashSet<string>(StringComparer.Ordinal);
        if (cursor.Enter())
        {
            while (cursor.MoveToChild())
            {
                if (cursor.Is(MessageNamespaces.Lcm, "SubmitObjectsRequest"))
                {
                    objects = objects is null
                        ? SubmitObjectsRequestReader.Read(reader, errors, limits)
                        : throw cursor.Malformed("lcm:SubmitObjectsRequest", "it stands twice in the request");
                }
                else if (cursor.Is(MessageNamespaces.Xds, "Document") && ReadId(cursor, ids, errors) is { } id)
                {
                    documents.Add(new ProvidedDocument<TContent>(id, cursor.ReadWith(readContent)));
                }
                else
                {
                    cursor.Skip();
                }
            }
        }

        return objects is null
            ? throw cursor.Malformed(Element, "lcm:SubmitObjectsRequest is missing")
            : new ProvideAndRegisterDocumentSetRequest<TContent>(objects, [.. documents]);
    }

    private static string? ReadId(MessageCursor cursor, HashSet<string> ids, RegistryErrors errors)
    {
        var id = cursor.Attribute("id");
        if (!string.IsNullOrEmpty(id) && ids.Add(id))
        {
            return id;
        }

        errors.Add(RegistryErrorCode.XDSRepositoryMetadataError, new Explanation(
            "PR-document-id", string.IsNullOrEmpty(id) ? "a Document has no id" : "two Documents have the same id",
            "xds:Document, id", id, "the id of one ExtrinsicObject, once", "ITI TF-2 §3.41.4.1.2"));
        return null;
    }
}
