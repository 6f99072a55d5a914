using XdsDmp.Audit.Events;
using XdsDmp.Audit.Messages;

namespace XdsDmp.Tests.Unit.Audit.Events;

[TestClass]
public sealed class SecurityAlertEventTests
{
    [TestMethod]
    public void ASystemThatWantsWhatItMayNotIsNamedWithWhatItWanted()
    {
        var message = AuditSchema.Valid(RestrictedFunctionEvent.Build(
            Sample.Node, Sample.Time, new RefusedPeer("192.0.2.9", "CN=practice"), "ITI-62 refused"));

        Assert.AreEqual("110113 110132 E 4", message.EventLine());
        Assert.AreEqual("CN=practice", message.Elements("ActiveParticipant").Last().At("UserID"));
        Lines.AreEqual(
            message.Elements("ParticipantObjectIdentification").Single().DetailLines(),
            "Alert Description=ITI-62 refused");
    }

    [TestMethod]
    public void WhatWasFoundInADocumentIsNamedWithTheDocument()
    {
        var message = AuditSchema.Valid(ContentFindingEvent.Build(Sample.Node, Sample.Time, "1.2.3", "Eicar"));

        Assert.AreEqual("110113  E 8", message.EventLine());
        Lines.AreEqual(message.ObjectLines(), "2/3 9 1.2.3");
        Lines.AreEqual(
            message.Elements("ParticipantObjectIdentification").Single().DetailLines(), "Alert Description=Eicar");
    }

    [TestMethod]
    public void WhoTakesSomethingOutOfTheInboxIsNamed()
    {
        var what = new AuditedSubmission(Sample.Patient, "1.2.3");

        var export = AuditSchema.Valid(InboxEvent.Exported(Sample.Node, Sample.Time, what, "engine"));
        var deletion = AuditSchema.Valid(InboxEvent.Deleted(Sample.Node, Sample.Time, what, "engine"));

        Assert.AreEqual("110106  R 0", export.EventLine());
        Assert.AreEqual("110110  D 0", deletion.EventLine());
        Assert.AreEqual("engine", export.Elements("ActiveParticipant").Last().At("UserID"));
        Assert.AreEqual(2, export.Elements("ParticipantObjectIdentification").Count());
    }

    [TestMethod]
    [DataRow(EventOutcome.Success, "0")]
    [DataRow(EventOutcome.SeriousFailure, "8")]
    public void AChangeOfWhomWeTrustNamesTheFile(EventOutcome outcome, string indicator)
    {
        var message = AuditSchema.Valid(SecurityConfigurationEvent.Build(
            Sample.Node, Sample.Time, "/etc/xdsdmp/systems.json", new AuditOutcome(outcome, "version 2")));

        Assert.AreEqual($"110113 110129 E {indicator}", message.EventLine());
        Lines.AreEqual(message.ObjectLines(), "2/13 12 file:///etc/xdsdmp/systems.json");
        Lines.AreEqual(
            message.Elements("ParticipantObjectIdentification").Single().DetailLines(),
            "Alert Description=version 2");
    }
}
