using System.Globalization;
using System.Xml.Linq;
using XdsDmp.Audit.Messages;

namespace XdsDmp.Tests.Unit.Audit;

/// <summary>
/// The structure of DICOM PS3.15 A.5 (2017c) as assertions: order, cardinality, attributes, code values.
/// </summary>
internal static class AuditSchema
{
    private static readonly string[] RootOrder =
        ["EventIdentification", "ActiveParticipant", "AuditSourceIdentification", "ParticipantObjectIdentification"];

    private static readonly string[] EventOrder =
        ["EventID", "EventTypeCode", "EventOutcomeDescription", "PurposeOfUse"];

    private static readonly string[] ObjectOrder =
    [
        "ParticipantObjectIDTypeCode",
        "ParticipantObjectName",
        "ParticipantObjectQuery",
        "ParticipantObjectDetail",
    ];

    private static readonly string[] Coded =
    [
        "EventID", "EventTypeCode", "PurposeOfUse", "RoleIDCode", "MediaType", "ParticipantObjectIDTypeCode",
        "AuditSourceTypeCode",
    ];

    public static XElement Valid(AuditMessage message)
    {
        using var stream = new MemoryStream(AuditMessageWriter.Write(message));
        var root = XDocument.Load(stream).Root!;
        Assert.AreEqual("AuditMessage", root.Name);
        InOrder(root, RootOrder);
        Assert.HasCount(1, root.Elements("EventIdentification"));
        Assert.IsNotEmpty(root.Elements("ActiveParticipant"));
        Assert.HasCount(1, root.Elements("AuditSourceIdentification"));
        CheckEvent(root.Element("EventIdentification")!);
        foreach (var participant in root.Elements("ActiveParticipant"))
        {
            InOrder(participant, ["RoleIDCode", "MediaIdentifier"]);
            Assert.IsNotNull(participant.Attribute("UserID"));
            Assert.Contains(participant.Attribute("UserIsRequestor")!.Value, ["true", "false"]);
        }

        Assert.IsNotNull(root.Element("AuditSourceIdentification")!.Attribute("AuditSourceID"));
        foreach (var participantObject in root.Elements("ParticipantObjectIdentification"))
        {
            CheckObject(participantObject);
        }

        foreach (var code in root.Descendants().Where(e => Coded.Contains(e.Name.LocalName)))
        {
            Assert.IsNotNull(code.Attribute("csd-code"), $"{code}");
            Assert.IsNotNull(code.Attribute("codeSystemName"), $"{code}");
            Assert.IsNotNull(code.Attribute("originalText"), $"{code}");
        }

        return root;
    }

    private static void CheckEvent(XElement element)
    {
        InOrder(element, EventOrder);
        Assert.HasCount(1, element.Elements("EventID"));
        Assert.Contains(element.Attribute("EventActionCode")!.Value, ["C", "R", "U", "D", "E"]);
        Assert.Contains(element.Attribute("EventOutcomeIndicator")!.Value, ["0", "4", "8", "12"]);
        Assert.IsTrue(DateTimeOffset.TryParseExact(
            element.Attribute("EventDateTime")!.Value,
            "yyyy-MM-dd'T'HH:mm:ss.fff'Z'",
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out _));
    }

    private static void CheckObject(XElement element)
    {
        InOrder(element, ObjectOrder);
        Assert.IsNotNull(element.Attribute("ParticipantObjectID"));
        Assert.HasCount(1, element.Elements("ParticipantObjectIDTypeCode"));
        Assert.IsFalse(
            element.Elements("ParticipantObjectName").Any() && element.Elements("ParticipantObjectQuery").Any(),
            "an object has a name or a query");
        foreach (var detail in element.Elements("ParticipantObjectDetail"))
        {
            Assert.IsNotNull(detail.Attribute("type"));
            Convert.FromBase64String(detail.Attribute("value")!.Value);
        }
    }

    private static void InOrder(XElement parent, string[] order)
    {
        var places = parent.Elements().Select(child => Array.IndexOf(order, child.Name.LocalName)).ToArray();
        Assert.DoesNotContain(-1, places, $"unknown child of {parent.Name}");
        CollectionAssert.AreEqual(places.Order().ToArray(), places, $"order in {parent.Name}");
    }
}
