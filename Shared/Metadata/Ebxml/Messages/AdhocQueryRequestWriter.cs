using XdsDmp.Metadata.Queries;
using XdsDmp.Xml;

namespace XdsDmp.Metadata.Ebxml.Messages;

/// <summary>Writes <c>query:AdhocQueryRequest</c> (ITI TF-2 §3.18.4.1.2).</summary>
public static class AdhocQueryRequestWriter
{
    public static void Write(Utf8XmlWriter xml, StoredQueryRequest request)
    {
        xml.Start("query:AdhocQueryRequest"u8)
            .Attribute("xmlns:query"u8, MessageNamespaces.Query)
            .Attribute("xmlns:rim"u8, MessageNamespaces.Rim)
            .Attribute("xmlns:rs"u8, MessageNamespaces.Rs);
        xml.Start("query:ResponseOption"u8)
            .Attribute("returnType"u8, request.ReturnType)
            .Attribute("returnComposedObjects"u8, "true")
            .End("query:ResponseOption"u8);
        xml.Start("rim:AdhocQuery"u8)
            .Attribute("id"u8, request.QueryId)
            .Attribute("home"u8, request.HomeCommunityId);
        foreach (var slot in request.Slots)
        {
            RegistryObjectWriter.WriteSlot(xml, new Slot(slot.Name, [.. slot.Values]));
        }

        xml.End("rim:AdhocQuery"u8).End("query:AdhocQueryRequest"u8);
    }
}
