using System.Xml;

namespace XdsDmp.Metadata.Ebxml.Messages;

/// <summary>Reads <c>rmd:RemoveDocumentsRequest</c> (ITI TF-2 §3.86), whose requests are those of ITI-43.</summary>
public static class RemoveDocumentsRequestReader
{
    /// <summary>The documents named, in the order of the message and with repetitions; at least one.</summary>
    public static Sequence<DocumentRequest> Read(XmlReader reader) => DocumentRequestReader.ReadAll(
        reader, MessageNamespaces.Rmd, "RemoveDocumentsRequest", "rmd:RemoveDocumentsRequest");
}
