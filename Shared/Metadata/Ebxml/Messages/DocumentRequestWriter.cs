using XdsDmp.Xml;

namespace XdsDmp.Metadata.Ebxml.Messages;

/// <summary>Writes <c>xds:DocumentRequest</c> elements: what ITI-43 and ITI-86 are made of.</summary>
internal static class DocumentRequestWriter
{
    public static void WriteAll(Utf8XmlWriter xml, IEnumerable<DocumentRequest> requests)
    {
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
    }
}
