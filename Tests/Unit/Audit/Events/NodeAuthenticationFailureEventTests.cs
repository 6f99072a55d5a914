using XdsDmp.Audit.Events;
using XdsDmp.Audit.Messages;

namespace XdsDmp.Tests.Unit.Audit.Events;

[TestClass]
public sealed class NodeAuthenticationFailureEventTests
{
    [TestMethod]
    public void APeerWithACertificateIsNamedByItsSubject()
    {
        var message = AuditSchema.Valid(NodeAuthenticationFailureEvent.Build(
            Sample.Node, Sample.Time, new RefusedPeer("192.0.2.9", "CN=stranger"), "certificate expired"));

        Assert.AreEqual("110113 110126 E 4", message.EventLine());
        var peer = message.Elements("ActiveParticipant").Last();
        Assert.AreEqual("CN=stranger", peer.At("UserID"));
        Assert.AreEqual("192.0.2.9", peer.At("NetworkAccessPointID"));
        Assert.AreEqual("false", peer.At("UserIsRequestor"));
        Lines.AreEqual(message.ObjectLines(), "2/13 110182 CN=stranger");
        Lines.AreEqual(
            message.Elements("ParticipantObjectIdentification").Single().DetailLines(),
            "Alert Description=certificate expired");
    }

    [TestMethod]
    public void APeerWithoutACertificateIsNamedByItsAddress()
    {
        var message = AuditSchema.Valid(NodeAuthenticationFailureEvent.Build(
            Sample.Node, Sample.Time, new RefusedPeer("192.0.2.9"), "no certificate", EventOutcome.SeriousFailure));

        Assert.AreEqual("110113 110126 E 8", message.EventLine());
        Lines.AreEqual(message.ObjectLines(), "2/13 110182 192.0.2.9");
    }
}
