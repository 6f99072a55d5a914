using System.Buffers;
using XdsDmp.Metadata.Errors;
using XdsDmp.Metadata.Model;
using XdsDmp.Xml;

namespace XdsDmp.Metadata.Ebxml.Messages;

/// <summary>
/// Writes <c>query:AdhocQueryResponse</c> (ITI TF-2 §3.18.4.1.3). The RegistryObjectList is always there, because the
/// schema requires it even on Failure; the prefixes of the fragments are declared on the root.
/// </summary>
public static class AdhocQueryResponseWriter
{
    /// <summary>The answer of a refused query.</summary>
    public static void Write(Utf8XmlWriter xml, RegistryResponse response) => Write(xml, response, []);

    /// <param name="xml">Receives the message.</param>
    /// <param name="response">Status and errors.</param>
    /// <param name="fragments">Objects written by <see cref="RegistryObjectWriter"/>; copied as they are.</param>
    public static void Write(
        Utf8XmlWriter xml, RegistryResponse response, IReadOnlyList<ReadOnlyMemory<byte>> fragments)
    {
        Start(xml, response);
        RegistryObjectListWriter.Write(xml, fragments);
        xml.End("query:AdhocQueryResponse"u8);
    }

    /// <summary>
    /// What stands before and behind the objects, for answers that are written piece by piece. Fifty entries are 200
    /// KB: joined, they would be one more copy, and a large object for the garbage collector with each query.
    /// </summary>
    public static (ReadOnlyMemory<byte> Start, ReadOnlyMemory<byte> End) Around(RegistryResponse response)
    {
        var around = new ArrayBufferWriter<byte>(1024);
        var xml = new Utf8XmlWriter(around);
        Start(xml, response);
        xml.Start("rim:RegistryObjectList"u8).Raw([]);
        var head = around.WrittenCount;
        xml.End("rim:RegistryObjectList"u8).End("query:AdhocQueryResponse"u8);
        return (around.WrittenMemory[..head], around.WrittenMemory[head..]);
    }

    /// <param name="xml">Receives the message.</param>
    /// <param name="response">Status and errors.</param>
    /// <param name="ids">Objects to be referred to.</param>
    /// <param name="homeCommunityId">Written as <c>@home</c> of each reference; null writes none.</param>
    public static void WriteObjectRefs(
        Utf8XmlWriter xml, RegistryResponse response, IEnumerable<EntryUuid> ids, string? homeCommunityId = null)
    {
        Start(xml, response);
        xml.Start("rim:RegistryObjectList"u8);
        foreach (var id in ids)
        {
            xml.Start("rim:ObjectRef"u8)
                .Attribute("id"u8, id.ToString())
                .Attribute("home"u8, homeCommunityId)
                .End("rim:ObjectRef"u8);
        }

        xml.End("rim:RegistryObjectList"u8).End("query:AdhocQueryResponse"u8);
    }

    private static void Start(Utf8XmlWriter xml, RegistryResponse response)
    {
        xml.Start("query:AdhocQueryResponse"u8)
            .Attribute("xmlns:query"u8, MessageNamespaces.Query)
            .Attribute("xmlns:rs"u8, MessageNamespaces.Rs)
            .Attribute("xmlns:rim"u8, MessageNamespaces.Rim)
            .Attribute("status"u8, ResponseUrns.Of(response.Status));
        RegistryResponseWriter.WriteErrors(xml, response.Errors);
    }
}
