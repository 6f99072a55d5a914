using System.Text;
using XdsDmp.Audit.Codes;
using XdsDmp.Audit.Events;

namespace XdsDmp.Tests.Unit.Audit.Events;

[TestClass]
public sealed class AuditLogUsedEventTests
{
    private const string Log = "https://audit.example/records";

    [TestMethod]
    public void TheLogIsNamedAndWhoReadIt()
    {
        var message = AuditSchema.Valid(AuditLogUsedEvent.Build(
            Sample.Node, Sample.Time, [new LogReader("CN=auditor", Address: "192.0.2.5")], Log));

        Assert.AreEqual("110101  R 0", message.EventLine());
        Assert.AreEqual("true", message.Element("ActiveParticipant")!.At("UserIsRequestor"));
        Lines.AreEqual(message.ObjectLines(), $"2/13 12 {Log}");
        Assert.AreEqual("Security Audit Log", message.Descendants("ParticipantObjectName").Single().Value);
    }

    [TestMethod]
    public void ASearchIsRecordedWithItsRequest()
    {
        var search = new LogSearch(EventTypes.Iti81, Encoding.UTF8.GetBytes("AuditEvent?date=ge2026"));

        var message = AuditSchema.Valid(AuditLogUsedEvent.Build(
            Sample.Node, Sample.Time, [new LogReader("CN=auditor")], Log, search));

        Assert.AreEqual("110101 ITI-81 R 0", message.EventLine());
        Assert.AreEqual($"2/24 ITI-81 {Log}", message.ObjectLines()[1]);
        var query = Convert.FromBase64String(message.Descendants("ParticipantObjectQuery").Single().Value);
        Assert.AreEqual("AuditEvent?date=ge2026", Encoding.UTF8.GetString(query));
    }
}
