using System.Buffers;
using System.Globalization;
using System.Text;
using XdsDmp.Xml;

namespace XdsDmp.Audit.Messages;

/// <summary>
/// Writes an audit message as UTF-8 in the form of DICOM PS3.15 A.5 since 2017c: <c>csd-code</c> everywhere, no
/// namespace, children in the order of the schema. Older dialects are read, never written.
/// </summary>
public static class AuditMessageWriter
{
    public static byte[] Write(AuditMessage message)
    {
        var output = new ArrayBufferWriter<byte>(2048);
        var xml = new Utf8XmlWriter(output);
        xml.Raw("<?xml version=\"1.0\" encoding=\"UTF-8\"?>"u8).Start("AuditMessage"u8);
        WriteEvent(xml, message.Event);
        foreach (var participant in message.ActiveParticipants)
        {
            WriteParticipant(xml, participant);
        }

        WriteSource(xml, message.Source);
        foreach (var participantObject in message.ParticipantObjects)
        {
            WriteObject(xml, participantObject);
        }

        xml.End("AuditMessage"u8);
        return output.WrittenSpan.ToArray();
    }

    private static void WriteEvent(Utf8XmlWriter xml, EventIdentification value)
    {
        xml.Start("EventIdentification"u8)
            .Attribute("EventActionCode"u8, ActionCode(value.Action))
            .Attribute("EventDateTime"u8, UtcText(value.Time))
            .Attribute("EventOutcomeIndicator"u8, Number((int)value.Outcome.Indicator));
        WriteCode(xml, "EventID"u8, value.Id);
        WriteCodes(xml, "EventTypeCode"u8, value.TypeCodes);
        if (value.Outcome.Description is not null)
        {
            xml.Element("EventOutcomeDescription"u8, value.Outcome.Description);
        }

        WriteCodes(xml, "PurposeOfUse"u8, value.PurposesOfUse);
        xml.End("EventIdentification"u8);
    }

    private static void WriteParticipant(Utf8XmlWriter xml, ActiveParticipant value)
    {
        xml.Start("ActiveParticipant"u8)
            .Attribute("UserID"u8, value.UserId)
            .Attribute("AlternativeUserID"u8, value.AlternativeUserId)
            .Attribute("UserName"u8, value.UserName)
            .Attribute("UserIsRequestor"u8, value.IsRequestor ? "true" : "false")
            .Attribute("NetworkAccessPointID"u8, value.NetworkAccessPoint?.Id)
            .Attribute("NetworkAccessPointTypeCode"u8, Number((int?)value.NetworkAccessPoint?.Type));
        WriteCodes(xml, "RoleIDCode"u8, value.RoleIdCodes);
        if (value.MediaType is not null)
        {
            xml.Start("MediaIdentifier"u8);
            WriteCode(xml, "MediaType"u8, value.MediaType);
            xml.End("MediaIdentifier"u8);
        }

        xml.End("ActiveParticipant"u8);
    }

    private static void WriteSource(Utf8XmlWriter xml, AuditSourceIdentification value)
    {
        xml.Start("AuditSourceIdentification"u8)
            .Attribute("AuditEnterpriseSiteID"u8, value.EnterpriseSiteId)
            .Attribute("AuditSourceID"u8, value.SourceId);
        WriteCodes(xml, "AuditSourceTypeCode"u8, value.TypeCodes);
        xml.End("AuditSourceIdentification"u8);
    }

    private static void WriteObject(Utf8XmlWriter xml, ParticipantObject value)
    {
        xml.Start("ParticipantObjectIdentification"u8)
            .Attribute("ParticipantObjectID"u8, value.Id)
            .Attribute("ParticipantObjectTypeCode"u8, Number((int)value.Type))
            .Attribute("ParticipantObjectTypeCodeRole"u8, Number((int?)value.Role))
            .Attribute("ParticipantObjectDataLifeCycle"u8, Number((int?)value.LifeCycle))
            .Attribute("ParticipantObjectSensitivity"u8, value.Sensitivity);
        WriteCode(xml, "ParticipantObjectIDTypeCode"u8, value.IdTypeCode);
        WriteNameOrQuery(xml, value);
        foreach (var detail in value.Details)
        {
            xml.Start("ParticipantObjectDetail"u8)
                .Attribute("type"u8, detail.Type)
                .Attribute("value"u8, Convert.ToBase64String(Encoding.UTF8.GetBytes(detail.Value)))
                .End("ParticipantObjectDetail"u8);
        }

        xml.End("ParticipantObjectIdentification"u8);
    }

    private static void WriteNameOrQuery(Utf8XmlWriter xml, ParticipantObject value)
    {
        if (value.Query is { } query)
        {
            xml.Element("ParticipantObjectQuery"u8, Convert.ToBase64String(query.Span));
        }
        else if (value.Name is not null)
        {
            xml.Element("ParticipantObjectName"u8, value.Name);
        }
    }

    private static void WriteCodes(Utf8XmlWriter xml, ReadOnlySpan<byte> name, IReadOnlyList<CodedValue> values)
    {
        foreach (var value in values)
        {
            WriteCode(xml, name, value);
        }
    }

    private static void WriteCode(Utf8XmlWriter xml, ReadOnlySpan<byte> name, CodedValue value) =>
        xml.Start(name)
            .Attribute("csd-code"u8, value.Code)
            .Attribute("codeSystemName"u8, value.CodeSystemName)
            .Attribute("displayName"u8, value.DisplayName)
            .Attribute("originalText"u8, value.OriginalText)
            .End(name);

    private static string ActionCode(EventAction action) => action switch
    {
        EventAction.Create => "C",
        EventAction.Read => "R",
        EventAction.Update => "U",
        EventAction.Delete => "D",
        EventAction.Execute => "E",
        _ => throw new ArgumentOutOfRangeException(nameof(action), action, "not an EventActionCode"),
    };

    private static string UtcText(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);

    private static string? Number(int? value) => value?.ToString(CultureInfo.InvariantCulture);
}
