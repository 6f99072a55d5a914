using XdsDmp.Metadata.Model;
using XdsDmp.Xml;

namespace XdsDmp.CommandLine.Dmp;

/// <summary>The question for the traces of a DMP: an operation of our own (<c>DmpTraces.wsdl</c>).</summary>
internal static class DmpTraces
{
    public const string Path = "/traces";
    private const string Namespace = "urn:xdsdmp:dmp:traces";

    /// <param name="patient">Whose.</param>
    /// <param name="from">xs:dateTime; null: as far back as the service shows.</param>
    /// <param name="limit">Null: as many as it shows.</param>
    /// <param name="isEmergencyOnly">Bris de glace and centre 15 only.</param>
    public static ReadOnlyMemory<byte> Request(
        PatientId patient, string? from = null, int? limit = null, bool isEmergencyOnly = false)
    {
        var body = new System.Buffers.ArrayBufferWriter<byte>();
        var xml = new Utf8XmlWriter(body)
            .Start("ListTracesRequest"u8)
            .Attribute("xmlns"u8, Namespace)
            .Element("patientId"u8, patient.ToString());
        if (from is not null)
        {
            xml.Element("from"u8, from);
        }

        if (limit is { } lines)
        {
            xml.Element("limit"u8, $"{lines}");
        }

        if (isEmergencyOnly)
        {
            xml.Element("emergencyOnly"u8, "true");
        }

        xml.End("ListTracesRequest"u8);
        return body.WrittenMemory;
    }
}
