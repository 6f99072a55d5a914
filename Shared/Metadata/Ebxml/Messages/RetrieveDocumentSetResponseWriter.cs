using XdsDmp.Xml;

namespace XdsDmp.Metadata.Ebxml.Messages;

/// <summary>Writes <c>xds:RetrieveDocumentSetResponse</c> (ITI TF-2 §3.43.4.2.2).</summary>
public static class RetrieveDocumentSetResponseWriter
{
    public static void Write(Utf8XmlWriter xml, RetrieveDocumentSetResponse<DocumentContent> response)
    {
        xml.Start("xds:RetrieveDocumentSetResponse"u8)
            .Attribute("xmlns:xds"u8, MessageNamespaces.Xds)
            .Attribute("xmlns:rs"u8, MessageNamespaces.Rs);
        RegistryResponseWriter.WriteNested(xml, response.Response);
        foreach (var document in response.Documents)
        {
            WriteDocument(xml, document);
        }

        xml.End("xds:RetrieveDocumentSetResponse"u8);
    }

    private static void WriteDocument(Utf8XmlWriter xml, DocumentResponse<DocumentContent> document)
    {
        xml.Start("xds:DocumentResponse"u8);
        WriteOptional(xml, "xds:HomeCommunityId"u8, document.HomeCommunityId);
        xml.Element("xds:RepositoryUniqueId"u8, document.RepositoryUniqueId)
            .Element("xds:DocumentUniqueId"u8, document.DocumentUniqueId);
        WriteOptional(xml, "xds:NewRepositoryUniqueId"u8, document.NewRepositoryUniqueId);
        WriteOptional(xml, "xds:NewDocumentUniqueId"u8, document.NewDocumentUniqueId);
        xml.Element("xds:mimeType"u8, document.MimeType).Start("xds:Document"u8);
        DocumentContentWriter.Write(xml, document.Content);
        xml.End("xds:Document"u8).End("xds:DocumentResponse"u8);
    }

    private static void WriteOptional(Utf8XmlWriter xml, ReadOnlySpan<byte> element, string? text)
    {
        if (text is not null)
        {
            xml.Element(element, text);
        }
    }
}
