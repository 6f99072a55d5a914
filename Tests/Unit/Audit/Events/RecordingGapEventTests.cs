using XdsDmp.Audit.Events;

namespace XdsDmp.Tests.Unit.Audit.Events;

[TestClass]
public sealed class RecordingGapEventTests
{
    [TestMethod]
    public void AGapIsASecurityAlertAboutTheLog()
    {
        var message = AuditSchema.Valid(RecordingGapEvent.Build(
            Sample.Node, Sample.Time, "https://audit.example/records", "3 datagrams found no room"));

        Assert.AreEqual("110113 110133 E 8", message.EventLine());
        Lines.AreEqual(message.ObjectLines(), "2/13 12 https://audit.example/records");
        Lines.AreEqual(
            message.Element("ParticipantObjectIdentification")!.DetailLines(),
            "Alert Description=3 datagrams found no room");
    }
}
