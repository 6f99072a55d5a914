using XdsDmp.Xml;

namespace XdsDmp.Metadata.Ebxml.Messages;

/// <summary>Writes <c>lcm:RemoveObjectsRequest</c>: the body of ITI-62 (ITI TF-2 §3.62.4.1.2).</summary>
public static class RemoveObjectsRequestWriter
{
    public static void Write(Utf8XmlWriter xml, IEnumerable<string> ids)
    {
        xml.Start("lcm:RemoveObjectsRequest"u8)
            .Attribute("xmlns:lcm"u8, MessageNamespaces.Lcm)
            .Attribute("xmlns:rim"u8, MessageNamespaces.Rim);
        xml.Start("rim:ObjectRefList"u8);
        foreach (var id in ids)
        {
            xml.Start("rim:ObjectRef"u8).Attribute("id"u8, id).End("rim:ObjectRef"u8);
        }

        xml.End("rim:ObjectRefList"u8).End("lcm:RemoveObjectsRequest"u8);
    }
}
