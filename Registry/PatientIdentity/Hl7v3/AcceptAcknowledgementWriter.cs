using System.Buffers;
using XdsDmp.Metadata.Model;
using XdsDmp.Xml;

namespace XdsDmp.Registry.PatientIdentity.Hl7v3;

/// <summary>
/// Writes MCCI_IN000002UV01, the answer to a message of ITI-44 (ITI TF-2 §3.44.4.1.3): CA done, CE not done, CR not
/// even looked at.
/// </summary>
internal static class AcceptAcknowledgementWriter
{
    private const string Interactions = "2.16.840.1.113883.1.6";
    private const string DetailCodes = "2.16.840.1.113883.5.1100";

    public static ReadOnlyMemory<byte> Write(
        PatientRegistryMessage message, string processingId, IReadOnlyList<FeedError> errors, DateTimeOffset now)
    {
        var body = new ArrayBufferWriter<byte>(1024);
        var xml = new Utf8XmlWriter(body);
        xml.Start("MCCI_IN000002UV01"u8).Attribute("xmlns"u8, "urn:hl7-org:v3").Attribute("ITSVersion"u8, "XML_1.0");
        Id(xml, new InstanceIdentifier(Guid.NewGuid().ToString(), null));
        xml.Start("creationTime"u8).Attribute("value"u8, Hl7Time.Of(now).Digits).End("creationTime"u8);
        xml.Start("interactionId"u8).Attribute("root"u8, Interactions).Attribute("extension"u8, "MCCI_IN000002UV01")
            .End("interactionId"u8);
        Code(xml, "processingCode"u8, processingId);
        Code(xml, "processingModeCode"u8, "T");
        Code(xml, "acceptAckCode"u8, "NE");
        Device(xml, "receiver"u8, "RCV", message.Sender);
        Device(xml, "sender"u8, "SND", message.Receiver);
        Acknowledgement(xml, message, errors);
        xml.End("MCCI_IN000002UV01"u8);
        return body.WrittenMemory;
    }

    private static void Acknowledgement(
        Utf8XmlWriter xml, PatientRegistryMessage message, IReadOnlyList<FeedError> errors)
    {
        xml.Start("acknowledgement"u8);
        Code(xml, "typeCode"u8, errors.Count == 0 ? "CA" : errors.Any(e => e.IsReject) ? "CR" : "CE");
        xml.Start("targetMessage"u8);
        Id(xml, message.Id);
        xml.End("targetMessage"u8);
        foreach (var error in errors)
        {
            Detail(xml, error);
        }

        xml.End("acknowledgement"u8);
    }

    private static void Detail(Utf8XmlWriter xml, FeedError error)
    {
        xml.Start("acknowledgementDetail"u8).Attribute("typeCode"u8, "E");
        xml.Start("code"u8).Attribute("code"u8, CodeOf(error.Code)).Attribute("codeSystem"u8, DetailCodes)
            .End("code"u8);
        xml.Element("text"u8, error.Explanation.ToString());
        if (error.Explanation.Place is { } place)
        {
            xml.Element("location"u8, place);
        }

        xml.End("acknowledgementDetail"u8);
    }

    /// <summary>HL7 AcknowledgementDetailCode, which keeps the numbers of HL7 table 0357.</summary>
    private static string CodeOf(FeedErrorCode code) => code switch
    {
        FeedErrorCode.SegmentSequenceError => "SYN100",
        FeedErrorCode.RequiredFieldMissing => "SYN101",
        FeedErrorCode.DataTypeError => "SYN102",
        FeedErrorCode.UnsupportedMessageType or FeedErrorCode.UnsupportedEventCode => "NS200",
        FeedErrorCode.UnsupportedProcessingId => "NS202",
        FeedErrorCode.UnsupportedVersionId => "NS203",
        FeedErrorCode.UnknownKeyIdentifier => "KEY204",
        _ => "INTERR",
    };

    private static void Device(
        Utf8XmlWriter xml, ReadOnlySpan<byte> element, string typeCode, InstanceIdentifier? device)
    {
        xml.Start(element).Attribute("typeCode"u8, typeCode);
        xml.Start("device"u8).Attribute("classCode"u8, "DEV").Attribute("determinerCode"u8, "INSTANCE");
        Id(xml, device);
        xml.End("device"u8).End(element);
    }

    private static void Code(Utf8XmlWriter xml, ReadOnlySpan<byte> element, string code) =>
        xml.Start(element).Attribute("code"u8, code).End(element);

    /// <summary>Where there was none to refer to, the schema wants an id that says so.</summary>
    private static void Id(Utf8XmlWriter xml, InstanceIdentifier? id) => xml.Start("id"u8)
        .Attribute("nullFlavor"u8, id is null ? "NI" : null)
        .Attribute("root"u8, id?.Root).Attribute("extension"u8, id?.Extension).End("id"u8);
}
