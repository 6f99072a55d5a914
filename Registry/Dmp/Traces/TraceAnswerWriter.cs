using System.Buffers;
using System.Xml;
using XdsDmp.Metadata.Model;
using XdsDmp.Xml;

namespace XdsDmp.Registry.Dmp.Traces;

/// <summary>Writes <c>ListTracesResponse</c>.</summary>
internal static class TraceAnswerWriter
{
    public static ReadOnlyMemory<byte> Write(PatientId patient, bool isAll, FoundTraces found)
    {
        var body = new ArrayBufferWriter<byte>();
        var xml = new Utf8XmlWriter(body)
            .Start("ListTracesResponse"u8)
            .Attribute("xmlns"u8, TraceOperations.Namespace)
            .Attribute("patientId"u8, patient.ToString())
            .Attribute("scope"u8, isAll ? "all" : "own")
            .Attribute("isComplete"u8, Text(found.IsComplete));
        foreach (var line in found.Lines)
        {
            Write(xml, line);
        }

        xml.End("ListTracesResponse"u8);
        return body.WrittenMemory;
    }

    private static void Write(Utf8XmlWriter xml, TraceLine line)
    {
        xml.Start("Trace"u8)
            .Attribute("time"u8, XmlConvert.ToString(line.Time.UtcDateTime, XmlDateTimeSerializationMode.Utc))
            .Attribute("action"u8, line.Action.ToString())
            .Attribute("transaction"u8, line.Transaction)
            .Attribute("mode"u8, line.Mode)
            .Attribute("isSuccess"u8, Text(line.IsSuccess))
            .Attribute("isSecret"u8, Text(line.IsSecret));
        WriteUser(xml, line);
        foreach (var document in line.Documents)
        {
            xml.Start("Document"u8)
                .Attribute("uniqueId"u8, document.UniqueId)
                .Attribute("title"u8, document.Title)
                .End("Document"u8);
        }

        if (line.Reason is { } reason)
        {
            xml.Element("Reason"u8, reason);
        }

        xml.End("Trace"u8);
    }

    private static void WriteUser(Utf8XmlWriter xml, TraceLine line)
    {
        xml.Start("User"u8)
            .Attribute("id"u8, line.UserId)
            .Attribute("name"u8, line.UserName)
            .Attribute("structure"u8, line.StructureId)
            .Attribute("sector"u8, line.Sector);
        foreach (var role in line.Roles)
        {
            xml.Start("Role"u8)
                .Attribute("code"u8, role.Code)
                .Attribute("system"u8, role.CodeSystemName)
                .Attribute("name"u8, role.DisplayName ?? role.OriginalText)
                .End("Role"u8);
        }

        xml.End("User"u8);
    }

    private static string Text(bool flag) => flag ? "true" : "false";
}
