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

    /// <summary>ITI-41 of one document of that size, as MTOM package.</summary>
    public static OutgoingMessage Provide(int octets)
    {
        var content = DocumentOf(octets);
        return Message(TransactionId.Iti41, $"""
            <xds:ProvideAndRegisterDocumentSetRequest xmlns:xds="urn:ihe:iti:xds-b:2007" {Namespaces}><lcm:SubmitObjectsRequest>
            {Metadata.Objects(1, isFromRepository: false)}</lcm:SubmitObjectsRequest><xds:Document id="Entry1"><xop:Include
            xmlns:xop="http://www.w3.org/2004/08/xop/include" href="cid:document@bench"/></xds:Document>
            </xds:ProvideAndRegisterDocumentSetRequest>
            """) with
        {
            Form = SoapForm.Default with { IsMtom = true },
            Attachments =
            [
                new OutgoingAttachment("document@bench", "text/xml", async (output, cancel) =>
                    await output.WriteAsync(content, cancel)),
            ],
        };
    }

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
