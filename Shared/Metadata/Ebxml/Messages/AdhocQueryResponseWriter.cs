using XdsDmp.Metadata.Errors;
using XdsDmp.Xml;

namespace XdsDmp.Metadata.Ebxml.Messages;

/// <summary>
/// Writes <c>query:AdhocQueryResponse</c> (ITI TF-2 §3.18.4.1.3). The RegistryObjectList is always there, because the schema
/// requires it even on Failure; the prefixes of the fragments are declared on the root.
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
