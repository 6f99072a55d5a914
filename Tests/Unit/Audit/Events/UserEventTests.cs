using System.Xml.Linq;
using XdsDmp.Audit.Events;
using XdsDmp.Audit.Messages;

namespace XdsDmp.Tests.Unit.Audit.Events;

/// <summary>Logins, logouts and changes of accounts (DICOM PS3.15 A.5.3).</summary>
[TestClass]
public sealed class UserEventTests
{
    private static readonly LogReader Person = new("a.durand", Address: "192.0.2.5");

    [TestMethod]
    public void ALoginNamesPersonPlaceAndNode()
    {
        var message = AuditSchema.Valid(
            UserAuthenticationEvent.BuildLogin(Sample.Node, Sample.Time, Person, AuditOutcome.Success));

        Assert.AreEqual("110114 110122 E 0", message.EventLine());
        Lines.AreEqual(
            message.Elements("ActiveParticipant").Select(Participant),
            "a.durand 192.0.2.5 2 true", "repository-1 node.example 1 false");
    }

    [TestMethod]
    public void AFailedLoginIsToldWithItsReason()
    {
        var message = AuditSchema.Valid(UserAuthenticationEvent.BuildLogin(
            Sample.Node, Sample.Time, Person, new AuditOutcome(EventOutcome.MinorFailure, "wrong code")));

        Assert.AreEqual("110114 110122 E 4", message.EventLine());
        Assert.AreEqual("wrong code", message.Descendants("EventOutcomeDescription").Single().Value);
    }

    [TestMethod]
    public void ALogoutIsTold() => Assert.AreEqual(
        "110114 110123 E 0",
        AuditSchema.Valid(UserAuthenticationEvent.BuildLogout(Sample.Node, Sample.Time, Person)).EventLine());

    [TestMethod]
    public void AChangedAccountIsNamedWithWhatWasDone()
    {
        var message = AuditSchema.Valid(UserAttributesChangedEvent.Build(
            Sample.Node, Sample.Time, Person, "b.martin", "auditor account made"));

        Assert.AreEqual("110113 110137 E 0", message.EventLine());
        Lines.AreEqual(message.ObjectLines(), "2/13 11 b.martin");
        Lines.AreEqual(
            message.Element("ParticipantObjectIdentification")!.DetailLines(),
            "Alert Description=auditor account made");
    }

    private static string Participant(XElement element) =>
        $"{element.At("UserID")} {element.At("NetworkAccessPointID")} {element.At("NetworkAccessPointTypeCode")} "
        + element.At("UserIsRequestor");
}
