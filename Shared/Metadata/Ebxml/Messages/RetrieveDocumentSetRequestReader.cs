using System.Xml;

namespace XdsDmp.Metadata.Ebxml.Messages;

/// <summary>Reads <c>xds:RetrieveDocumentSetRequest</c> (ITI TF-2 §3.43.4.1.2).</summary>
public static class RetrieveDocumentSetRequestReader
{
    /// <summary>The documents asked for, in the order of the message and with repetitions; at least one.</summary>
    public static Sequence<DocumentRequest> Read(XmlReader reader) => DocumentRequestReader.ReadAll(
        reader, MessageNamespaces.Xds, "RetrieveDocumentSetRequest", "xds:RetrieveDocumentSetRequest");
}
