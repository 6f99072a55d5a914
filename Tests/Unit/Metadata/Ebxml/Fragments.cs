using System.Buffers;
using System.Text;
using System.Xml;
using XdsDmp.Metadata.Ebxml;
using XdsDmp.Metadata.Errors;
using XdsDmp.Xml;

namespace XdsDmp.Tests.Unit.Metadata.Ebxml;

/// <summary>Goes between rim objects and their XML in a RegistryObjectList.</summary>
internal static class Fragments
{
    public static RegistryObjectList Read(string content, RegistryErrors? errors = null, MetadataLimits? limits = null)
    {
        errors ??= [];
        var xml = $"<rim:RegistryObjectList xmlns:rim='{RimNames.Namespace}'>{content}</rim:RegistryObjectList>";
        using var reader = XmlReaders.Create(Encoding.UTF8.GetBytes(xml));
        reader.MoveToContent();
        var list = RegistryObjectListReader.Read(reader, errors, limits);
        Assert.AreEqual(XmlNodeType.None, reader.NodeType, "the reader stands behind the list");
        return list;
    }

    public static string Write(params IEnumerable<Identifiable> objects)
    {
        var bytes = new ArrayBufferWriter<byte>();
        var xml = new Utf8XmlWriter(bytes);
        foreach (var it in objects)
        {
            RegistryObjectWriter.Write(xml, it);
        }

        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }
}
