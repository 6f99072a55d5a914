using System.Text;
using XdsDmp.Audit.Codes;
using XdsDmp.Audit.Messages;
using XdsDmp.Audit.Summaries;

namespace XdsDmp.Tests.Unit.Audit.Messages;

[TestClass]
public sealed class AuditMessageWriterTests
{
    private static readonly AuditMessage Full = new()
    {
        Event = new EventIdentification
        {
            Id = EventIds.Export,
            TypeCodes = [EventTypes.Iti41],
            Action = EventAction.Read,
            Time = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero),
            Outcome = new AuditOutcome(EventOutcome.MajorFailure, "a < b & \"c\""),
            PurposesOfUse = [new CodedValue("TREAT", "1.2", "treatment")],
        },
        ActiveParticipants =
        [
            new ActiveParticipant
            {
                UserId = "René <\u0001>",
                UserName = "line\nbreak",
                IsRequestor = true,
                NetworkAccessPoint = new NetworkAccessPoint("a@b", NetworkAccessPointType.Email),
                RoleIdCodes = [RoleIds.Source],
                MediaType = new CodedValue("110031", CodeSystems.Dcm, "Email") { DisplayName = "E-mail" },
            },
        ],
        Source = new AuditSourceIdentification("source"),
        ParticipantObjects =
        [
            new ParticipantObject
            {
                Id = "1^^^&1.2&ISO",
                IdTypeCode = ObjectIdTypes.PatientNumber,
                Type = ObjectType.Person,
                Role = ObjectRole.Patient,
                LifeCycle = DataLifeCycle.Access,
                Sensitivity = "N",
                Name = "Dupont",
                Details = [new ObjectDetail("MSH-10", "é1")],
            },
        ],
    };

    [TestMethod]
    public void EveryPartIsWrittenInTheOrderOfTheSchema()
    {
        var message = AuditSchema.Valid(Full);

        var patient = message.Element("ParticipantObjectIdentification")!;
        Assert.AreEqual("1^^^&1.2&ISO", patient.At("ParticipantObjectID"));
        Assert.AreEqual("6", patient.At("ParticipantObjectDataLifeCycle"));
        Assert.AreEqual("N", patient.At("ParticipantObjectSensitivity"));
        Lines.AreEqual(patient.DetailLines(), "MSH-10=é1");
        Assert.AreEqual("a < b & \"c\"", message.Descendants("EventOutcomeDescription").Single().Value);
        Assert.AreEqual("E-mail", message.Descendants("MediaType").Single().At("displayName"));
    }

    [TestMethod]
    public void WhatXmlCannotCarryIsReplaced()
    {
        var participant = AuditSchema.Valid(Full).Element("ActiveParticipant")!;

        Assert.AreEqual("René <\uFFFD>", participant.At("UserID"));
        Assert.AreEqual("line\nbreak", participant.At("UserName"));
    }

    [TestMethod]
    public void TheTextIsUtf8WithoutByteOrderMark()
    {
        var written = Encoding.UTF8.GetString(AuditMessageWriter.Write(Full));

        Assert.StartsWith("<?xml version=\"1.0\" encoding=\"UTF-8\"?><AuditMessage><EventIdentification", written);
    }

    [TestMethod]
    public void OurOwnMessagesAreReadWithoutFindings()
    {
        var summary = AuditMessageReader.Read(AuditMessageWriter.Write(Full));

        Assert.IsTrue(summary.IsParsed);
        Assert.IsEmpty(summary.Findings);
        Assert.AreEqual(EventIds.Export, summary.Event.Id);
        Assert.AreEqual(12, summary.Event.Outcome);
        Assert.AreEqual(Full.Event.Time, summary.Event.Time);
        Assert.AreEqual("Dupont", summary.Objects[0].Name);
        Assert.AreEqual(new ObjectDetail("MSH-10", "é1"), summary.Objects[0].Details[0]);
    }

    [TestMethod]
    [DataRow("192.0.2.1", "192.0.2.1", NetworkAccessPointType.IpAddress)]
    [DataRow("::ffff:192.0.2.1", "192.0.2.1", NetworkAccessPointType.IpAddress)]
    [DataRow("2001:db8::1", "2001:db8::1", NetworkAccessPointType.IpAddress)]
    [DataRow("node.example", "node.example", NetworkAccessPointType.MachineName)]
    public void AHostIsAnAddressOrAName(string host, string id, NetworkAccessPointType type) =>
        Assert.AreEqual(new NetworkAccessPoint(id, type), NetworkAccessPoint.OfHost(host));

    [TestMethod]
    public void NoHostIsNoAccessPoint()
    {
        Assert.IsNull(NetworkAccessPoint.OfHost(" "));
        Assert.IsNull(NetworkAccessPoint.OfUri("not a uri"));
    }
}
