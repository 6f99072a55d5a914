using XdsDmp.Xml;

namespace XdsDmp.Metadata.Ebxml.Messages;

/// <summary>Writes <c>xds:RetrieveDocumentSetRequest</c> (ITI TF-2 §3.43.4.1.2).</summary>
public static class RetrieveDocumentSetRequestWriter
{
    public static void Write(Utf8XmlWriter xml, IEnumerable<DocumentRequest> requests)
    {
        xml.Start("xds:RetrieveDocumentSetRequest"u8).Attribute("xmlns:xds"u8, MessageNamespaces.Xds);
        foreach (var request in requests)
        {
            xml.Start("xds:DocumentRequest"u8);
            if (request.HomeCommunityId is not null)
            {
                xml.Element("xds:HomeCommunityId"u8, request.HomeCommunityId);
            }

            xml.Element("xds:RepositoryUniqueId"u8, request.RepositoryUniqueId)
                .Element("xds:DocumentUniqueId"u8, request.DocumentUniqueId)
                .End("xds:DocumentRequest"u8);
        }

        xml.End("xds:RetrieveDocumentSetRequest"u8);
    }
}
