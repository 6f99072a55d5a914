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
