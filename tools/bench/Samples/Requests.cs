using System.Text;
using XdsDmp.Bench.Load;
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
    public static OutgoingMessage FindDocuments { get; } = Message(TransactionId.Iti18, $"""
        <query:AdhocQueryRequest xmlns:query="urn:oasis:names:tc:ebxml-regrep:xsd:query:3.0" {Namespaces}>
        <query:ResponseOption returnComposedObjects="true" returnType="LeafClass"/>
        <rim:AdhocQuery id="urn:uuid:14d4debf-8f97-4251-9a74-a90016b0af0d">
        <rim:Slot name="$XDSDocumentEntryPatientId"><rim:ValueList>
        <rim:Value>'1{RequestTemplate.Patient}^^^&amp;1.2.250.1.213.1.4.10&amp;ISO'</rim:Value></rim:ValueList></rim:Slot>
        <rim:Slot name="$XDSDocumentEntryStatus"><rim:ValueList>
        <rim:Value>('urn:oasis:names:tc:ebxml-regrep:StatusType:Approved')</rim:Value></rim:ValueList></rim:Slot>
        </rim:AdhocQuery></query:AdhocQueryRequest>
        """);

    private static OutgoingMessage Message(TransactionId transaction, string body) => new()
    {
        Addressing = new AddressingHeaders { Action = transaction.Action },
        Body = Encoding.UTF8.GetBytes(body),
    };
}
