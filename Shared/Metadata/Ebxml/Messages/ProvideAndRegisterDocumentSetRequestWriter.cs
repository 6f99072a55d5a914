using XdsDmp.Xml;

namespace XdsDmp.Metadata.Ebxml.Messages;

/// <summary>Writes <c>xds:ProvideAndRegisterDocumentSetRequest</c> (ITI TF-2 §3.41.4.1.2).</summary>
public static class ProvideAndRegisterDocumentSetRequestWriter
{
    public static void Write(Utf8XmlWriter xml, ProvideAndRegisterDocumentSetRequest<DocumentContent> request)
    {
        xml.Start("xds:ProvideAndRegisterDocumentSetRequest"u8)
            .Attribute("xmlns:xds"u8, MessageNamespaces.Xds)
            .Attribute("xmlns:lcm"u8, MessageNamespaces.Lcm)
            .Attribute("xmlns:rim"u8, MessageNamespaces.Rim)
            .Attribute("xmlns:rs"u8, MessageNamespaces.Rs);
        SubmitObjectsRequestWriter.WriteNested(xml, request.Objects);
        foreach (var document in request.Documents)
        {
            xml.Start("xds:Document"u8).Attribute("id"u8, document.Id);
            DocumentContentWriter.Write(xml, document.Content);
            xml.End("xds:Document"u8);
        }

        xml.End("xds:ProvideAndRegisterDocumentSetRequest"u8);
    }
}
