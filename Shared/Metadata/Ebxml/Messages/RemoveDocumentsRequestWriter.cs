using XdsDmp.Xml;

namespace XdsDmp.Metadata.Ebxml.Messages;

/// <summary>Writes <c>rmd:RemoveDocumentsRequest</c> (ITI TF-2 §3.86).</summary>
public static class RemoveDocumentsRequestWriter
{
    public static void Write(Utf8XmlWriter xml, IEnumerable<DocumentRequest> requests)
    {
        xml.Start("rmd:RemoveDocumentsRequest"u8)
            .Attribute("xmlns:rmd"u8, MessageNamespaces.Rmd).Attribute("xmlns:xds"u8, MessageNamespaces.Xds);
        DocumentRequestWriter.WriteAll(xml, requests);
        xml.End("rmd:RemoveDocumentsRequest"u8);
    }
}
