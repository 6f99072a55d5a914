using XdsDmp.Xml;

namespace XdsDmp.Metadata.Ebxml.Messages;

/// <summary>Writes <c>lcm:SubmitObjectsRequest</c> (ITI TF-2 §3.42.4.1.2).</summary>
public static class SubmitObjectsRequestWriter
{
    public static void Write(Utf8XmlWriter xml, RegistryObjectList objects)
    {
        Start(xml);
        WriteContent(xml, objects);
    }

    /// <param name="xml">Receives the message.</param>
    /// <param name="fragments">Objects written by <see cref="RegistryObjectWriter"/>; copied as they are.</param>
    public static void Write(Utf8XmlWriter xml, IReadOnlyList<ReadOnlyMemory<byte>> fragments)
    {
        Start(xml);
        RegistryObjectListWriter.Write(xml, fragments);
        xml.End("lcm:SubmitObjectsRequest"u8);
    }

    /// <summary>As part of a message that declares the prefixes.</summary>
    internal static void WriteNested(Utf8XmlWriter xml, RegistryObjectList objects)
    {
        xml.Start("lcm:SubmitObjectsRequest"u8);
        WriteContent(xml, objects);
    }

    private static void Start(Utf8XmlWriter xml) => xml.Start("lcm:SubmitObjectsRequest"u8)
        .Attribute("xmlns:lcm"u8, MessageNamespaces.Lcm)
        .Attribute("xmlns:rim"u8, MessageNamespaces.Rim)
        .Attribute("xmlns:rs"u8, MessageNamespaces.Rs);

    private static void WriteContent(Utf8XmlWriter xml, RegistryObjectList objects)
    {
        RegistryObjectListWriter.Write(xml, objects);
        xml.End("lcm:SubmitObjectsRequest"u8);
    }
}
