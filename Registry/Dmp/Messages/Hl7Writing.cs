using XdsDmp.Metadata.Errors;
using XdsDmp.Metadata.Model;
using XdsDmp.Registry.Dmp.Services;
using XdsDmp.Registry.PatientIdentity.Hl7v3;
using XdsDmp.Xml;

namespace XdsDmp.Registry.Dmp.Messages;

/// <summary>The pieces of which all answers in HL7 v3 consist.</summary>
internal static class Hl7Writing
{
    /// <summary>
    /// From the message's element to its acknowledgement; who calls it writes the act and ends the element.
    /// </summary>
    /// <param name="xml">Where to.</param>
    /// <param name="name">Of the interaction.</param>
    /// <param name="header">What it answers.</param>
    /// <param name="writeAttentionLines">Stands before the acknowledgement.</param>
    public static void Begin(
        this Utf8XmlWriter xml, string name, AnswerHeader header, Action<Utf8XmlWriter>? writeAttentionLines = null)
    {
        xml.Start(System.Text.Encoding.ASCII.GetBytes(name)).Attribute("xmlns"u8, Hl7Nodes.Namespace)
            .Attribute("xmlns:xsi"u8, "http://www.w3.org/2001/XMLSchema-instance")
            .Attribute("ITSVersion"u8, "XML_1.0");
        xml.Id("id"u8, header.Id);
        xml.Start("creationTime"u8).Attribute("value"u8, Hl7Time.Of(header.Now).Digits).End("creationTime"u8);
        xml.Id("interactionId"u8, new InstanceIdentifier(DmpCodeSystems.Interactions, name));
        xml.Code("processingCode"u8, header.ProcessingId);
        xml.Code("processingModeCode"u8, "T");
        xml.Code("acceptAckCode"u8, "NE");
        xml.Device("receiver"u8, "RCV", header.Question.Sender, null);
        xml.Device(
            "sender"u8, "SND", header.Question.Receiver ?? new InstanceIdentifier(DmpCodeSystems.Device, null),
            DmpCodeSystems.DeviceName);
        writeAttentionLines?.Invoke(xml);
        xml.Acknowledgement(header);
    }

    public static void BeginAct(this Utf8XmlWriter xml, string trigger)
    {
        xml.Start("controlActProcess"u8).Attribute("classCode"u8, "CACT").Attribute("moodCode"u8, "EVN");
        xml.Code("code"u8, trigger, DmpCodeSystems.Interactions);
    }

    /// <summary>Where there is none, the schema wants an id that says so.</summary>
    public static void Id(this Utf8XmlWriter xml, ReadOnlySpan<byte> element, InstanceIdentifier? id) =>
        xml.Start(element).Attribute("nullFlavor"u8, id is null ? "NI" : null)
            .Attribute("root"u8, id?.Root).Attribute("extension"u8, id?.Extension).End(element);

    public static void Code(
        this Utf8XmlWriter xml, ReadOnlySpan<byte> element, string code, string? system = null) =>
        xml.Start(element).Attribute("code"u8, code).Attribute("codeSystem"u8, system).End(element);

    public static void Boolean(this Utf8XmlWriter xml, bool value) =>
        xml.Start("value"u8).Attribute("xsi:type"u8, "BL").Attribute("value"u8, value ? "true" : "false")
            .End("value"u8);

    public static void AttentionLine(
        this Utf8XmlWriter xml, string keyWord, string system, Action<Utf8XmlWriter> writeValue)
    {
        xml.Start("attentionLine"u8).Start("keyWordText"u8).Attribute("code"u8, keyWord)
            .Attribute("codeSystem"u8, system).Text(keyWord).End("keyWordText"u8);
        writeValue(xml);
        xml.End("attentionLine"u8);
    }

    /// <summary>The beginning of an event or a request that was refused: one subject.</summary>
    public static void BeginSubject(this Utf8XmlWriter xml, ReadOnlySpan<byte> act, string mood)
    {
        xml.Start("subject"u8).Attribute("typeCode"u8, "SUBJ").Attribute("contextConductionInd"u8, "false");
        xml.Start(act).Attribute("classCode"u8, "REG").Attribute("moodCode"u8, mood);
        xml.Start("id"u8).Attribute("nullFlavor"u8, "NA").End("id"u8);
        xml.Code("statusCode"u8, "active");
        xml.Start("subject1"u8).Attribute("typeCode"u8, "SBJ");
    }

    public static void EndSubject(this Utf8XmlWriter xml, ReadOnlySpan<byte> act)
    {
        xml.End("subject1"u8);
        xml.Start("custodian"u8).Attribute("typeCode"u8, "CST").Start("assignedEntity"u8)
            .Attribute("classCode"u8, "ASSIGNED");
        xml.Id("id"u8, new InstanceIdentifier(DmpCodeSystems.Device, null));
        xml.End("assignedEntity"u8).End("custodian"u8).End(act).End("subject"u8);
    }

    private static void Device(
        this Utf8XmlWriter xml, ReadOnlySpan<byte> element, string typeCode, InstanceIdentifier? device, string? name)
    {
        xml.Start(element).Attribute("typeCode"u8, typeCode);
        xml.Start("device"u8).Attribute("classCode"u8, "DEV").Attribute("determinerCode"u8, "INSTANCE");
        xml.Id("id"u8, device);
        if (name is not null)
        {
            xml.Element("softwareName"u8, name);
        }

        xml.End("device"u8).End(element);
    }

    private static void Acknowledgement(this Utf8XmlWriter xml, AnswerHeader header)
    {
        xml.Start("acknowledgement"u8);
        xml.Code("typeCode"u8, header.Acknowledgement);
        xml.Start("targetMessage"u8);
        xml.Id("id"u8, header.Question.Id);
        xml.End("targetMessage"u8);
        foreach (var problem in header.Problems)
        {
            xml.Detail(problem, header.Language);
        }

        xml.End("acknowledgement"u8);
    }

    private static void Detail(this Utf8XmlWriter xml, DmpProblem problem, Language language)
    {
        xml.Start("acknowledgementDetail"u8).Attribute("typeCode"u8, "E");
        xml.Start("code"u8).Attribute("code"u8, problem.Code.Text()).Attribute("codeSystemName"u8, "DMP")
            .End("code"u8);
        xml.Element("text"u8, problem.Explanation.ToString(language));
        if (problem.Explanation.Place is { } place)
        {
            xml.Element("location"u8, place);
        }

        xml.End("acknowledgementDetail"u8);
    }
}
