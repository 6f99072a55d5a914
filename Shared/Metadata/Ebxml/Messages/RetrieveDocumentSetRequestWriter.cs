using XdsDmp.Xml;

namespace XdsDmp.Metadata.Ebxml.Messages;

/// <summary>Writes <c>xds:RetrieveDocumentSetRequest</c> (ITI TF-2 §3.43.4.1.2).</summary>
public static class RetrieveDocumentSetRequestWriter
{
    public static void Write(Utf8XmlWriter xml, IEnumerable<DocumentRequest> requests)
    {
        xml.Start("xds:RetrieveDocumentSetRequest"u8).Attribute("xmlns:xds"u8, MessageNamespaces.Xds);
        DocumentRequestWriter.WriteAll(xml, requests);
        xml.End("xds:RetrieveDocumentSetRequest"u8);
    }
}
