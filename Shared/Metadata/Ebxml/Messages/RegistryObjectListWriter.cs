using XdsDmp.Xml;

namespace XdsDmp.Metadata.Ebxml.Messages;

/// <summary>Writes <c>rim:RegistryObjectList</c> inside a message that declares the prefix <c>rim</c>.</summary>
internal static class RegistryObjectListWriter
{
    public static void Write(Utf8XmlWriter xml, RegistryObjectList objects)
    {
        xml.Start("rim:RegistryObjectList"u8);
        foreach (var it in objects.Objects)
        {
            RegistryObjectWriter.Write(xml, it);
        }

        xml.End("rim:RegistryObjectList"u8);
    }

    /// <summary>Copies ready-made objects: no more work than moving their bytes.</summary>
    public static void Write(Utf8XmlWriter xml, IReadOnlyList<ReadOnlyMemory<byte>> fragments)
    {
        xml.Start("rim:RegistryObjectList"u8);
        for (var i = 0; i < fragments.Count; i++)
        {
            xml.Raw(fragments[i].Span);
        }

        xml.End("rim:RegistryObjectList"u8);
    }
}
