using System.IO.Pipelines;
using System.Text;
using XdsDmp.Bench.Load;
using XdsDmp.Bench.Servers;
using XdsDmp.Hosting;
using XdsDmp.Soap;

namespace XdsDmp.Bench.Samples;

/// <summary>The requests that are sent.</summary>
internal static class Requests
{
    private const string Namespaces = """
        xmlns:lcm="urn:oasis:names:tc:ebxml-regrep:xsd:lcm:3.0" xmlns:rim="urn:oasis:names:tc:ebxml-regrep:xsd:rim:3.0"
        """;

    /// <summary>ITI-42 of so many entries.</summary>
    public static OutgoingMessage Register(int entries) => Message(TransactionId.Iti42, $"""
        <lcm:SubmitObjectsRequest {Namespaces}>{Metadata.Objects(entries, isFromRepository: true)}</lcm:SubmitObjectsRequest>
        """);

    /// <summary>ITI-18 FindDocuments, LeafClass, all approved entries of a patient.</summary>
    public static OutgoingMessage FindDocuments { get; } = Find("LeafClass");

    /// <summary>The same, but only references are asked for.</summary>
    public static OutgoingMessage FindReferences { get; } = Find("ObjectRef");

    /// <summary>ITI-18 GetDocuments, LeafClass, of one entry that an earlier request has registered.</summary>
    public static OutgoingMessage GetDocuments { get; } = Query(
        "LeafClass", "5c4f972b-d56b-40ac-a5fc-c8ca9b40b9d4", $"""
        <rim:Slot name="$XDSDocumentEntryUniqueId"><rim:ValueList>
        <rim:Value>('{Metadata.StoredUniqueId}')</rim:Value></rim:ValueList></rim:Slot>
        """);

    /// <summary>ITI-43 of a document that an earlier request has submitted.</summary>
    public static OutgoingMessage Retrieve { get; } = Message(TransactionId.Iti43, $"""
        <xds:RetrieveDocumentSetRequest xmlns:xds="urn:ihe:iti:xds-b:2007"><xds:DocumentRequest>
        <xds:RepositoryUniqueId>{Workplace.RepositoryUniqueId}</xds:RepositoryUniqueId>
        <xds:DocumentUniqueId>{Metadata.StoredUniqueId}</xds:DocumentUniqueId>
        </xds:DocumentRequest></xds:RetrieveDocumentSetRequest>
        """) with { Form = SoapForm.Default with { IsMtom = true } };

    /// <summary>ITI-41 of one document of that size, as MTOM package.</summary>
    public static OutgoingMessage Provide(int octets)
    {
        var content = DocumentOf(octets);
        return Provide((output, cancel) => output.WriteAsync(content, cancel));
    }

    /// <summary>ITI-41 of one document, as MTOM package.</summary>
    public static OutgoingMessage Provide(Func<PipeWriter, CancellationToken, ValueTask<FlushResult>> document)
    {
        return Message(TransactionId.Iti41, $"""
            <xds:ProvideAndRegisterDocumentSetRequest xmlns:xds="urn:ihe:iti:xds-b:2007" {Namespaces}>
            <lcm:SubmitObjectsRequest>{Metadata.Objects(1, isFromRepository: false)}</lcm:SubmitObjectsRequest>
            <xds:Document id="Entry1"><xop:Include xmlns:xop="http://www.w3.org/2004/08/xop/include"
            href="cid:document@bench"/></xds:Document>
            </xds:ProvideAndRegisterDocumentSetRequest>
            """) with
        {
            Form = SoapForm.Default with { IsMtom = true },
            Attachments =
            [
                new OutgoingAttachment(
                    "document@bench", "text/xml", async (output, cancel) => await document(output, cancel)),
            ],
        };
    }

    private static OutgoingMessage Find(string returnType) => Query(
        returnType, "14d4debf-8f97-4251-9a74-a90016b0af0d", $"""
        <rim:Slot name="$XDSDocumentEntryPatientId"><rim:ValueList>
        <rim:Value>'1{RequestTemplate.Patient}^^^&amp;1.2.250.1.213.1.4.10&amp;ISO'</rim:Value></rim:ValueList></rim:Slot>
        <rim:Slot name="$XDSDocumentEntryStatus"><rim:ValueList>
        <rim:Value>('urn:oasis:names:tc:ebxml-regrep:StatusType:Approved')</rim:Value></rim:ValueList></rim:Slot>
        """);

    private static OutgoingMessage Query(string returnType, string id, string slots) => Message(
        TransactionId.Iti18, $"""
        <query:AdhocQueryRequest xmlns:query="urn:oasis:names:tc:ebxml-regrep:xsd:query:3.0" {Namespaces}>
        <query:ResponseOption returnComposedObjects="true" returnType="{returnType}"/>
        <rim:AdhocQuery id="urn:uuid:{id}">{slots}</rim:AdhocQuery></query:AdhocQueryRequest>
        """);

    /// <summary>Nothing that compresses or repeats, and a number that makes each document another.</summary>
    private static byte[] DocumentOf(int octets)
    {
        var noise = new byte[octets];
        new Random(41).NextBytes(noise);
        var text = RequestTemplate.Number + Convert.ToBase64String(noise);
        return Encoding.ASCII.GetBytes(text[..octets]);
    }

    private static OutgoingMessage Message(TransactionId transaction, string body) => new()
    {
        Addressing = new AddressingHeaders { Action = transaction.Action },
        Body = Encoding.UTF8.GetBytes(body),
    };
}
