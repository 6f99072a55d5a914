using System.Text;
using System.Xml.Linq;

namespace XdsDmp.Tests.Unit.Audit;

/// <summary>Short ways to the parts of a written message.</summary>
internal static class AuditXml
{
    public static string? At(this XElement element, string attribute) => element.Attribute(attribute)?.Value;

    public static string? Code(this XElement parent, string name) => parent.Element(name)?.At("csd-code");

    /// <summary>Event id, event type, action, outcome.</summary>
    public static string EventLine(this XElement message)
    {
        var element = message.Element("EventIdentification")!;
        return $"{element.Code("EventID")} {element.Code("EventTypeCode")} " +
            $"{element.At("EventActionCode")} {element.At("EventOutcomeIndicator")}";
    }

    /// <summary>Type code / role / id type / id of each object.</summary>
    public static string[] ObjectLines(this XElement message) =>
    [
        .. message.Elements("ParticipantObjectIdentification").Select(o =>
            $"{o.At("ParticipantObjectTypeCode")}/{o.At("ParticipantObjectTypeCodeRole")} " +
            $"{o.Code("ParticipantObjectIDTypeCode")} {o.At("ParticipantObjectID")}"),
    ];

    public static XElement ParticipantWithRole(this XElement message, string role) =>
        message.Elements("ActiveParticipant").Single(p => p.Code("RoleIDCode") == role);

    public static string[] DetailLines(this XElement participantObject) =>
    [
        .. participantObject.Elements("ParticipantObjectDetail").Select(d =>
            $"{d.At("type")}={Encoding.UTF8.GetString(Convert.FromBase64String(d.At("value")!))}"),
    ];
}
