using System.Buffers;
using System.Text.Json;
using XdsDmp.Atna.Fhir;
using XdsDmp.Audit.Fhir;
using XdsDmp.Xml;

namespace XdsDmp.Atna.Searches;

/// <summary>A single resource as octets.</summary>
internal static class ResourceWriter
{
    public static byte[] Write(FhirElement resource, FhirFormat format)
    {
        var output = new ArrayBufferWriter<byte>(4096);
        WriteTo(output, resource, format, isRoot: true);
        return output.WrittenSpan.ToArray();
    }

    public static void WriteTo(IBufferWriter<byte> output, FhirElement resource, FhirFormat format, bool isRoot)
    {
        if (format == FhirFormat.Xml)
        {
            FhirXmlWriter.Write(new Utf8XmlWriter(output), resource, isRoot);
            return;
        }

        using var json = new Utf8JsonWriter(output, FhirJsonWriter.Options);
        FhirJsonWriter.Write(json, resource);
    }
}
