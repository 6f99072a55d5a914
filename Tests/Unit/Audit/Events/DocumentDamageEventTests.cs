using XdsDmp.Audit.Events;

namespace XdsDmp.Tests.Unit.Audit.Events;

[TestClass]
public sealed class DocumentDamageEventTests
{
    [TestMethod]
    public void DamageAndRepairAreAlertsThatNameTheDocument()
    {
        var damaged = AuditSchema.Valid(DocumentDamageEvent.Build(
            Sample.Node, Sample.Time, "1.2.3", Sample.Patient, "content abc is gone"));
        var repaired = AuditSchema.Valid(DocumentDamageEvent.BuildRepaired(
            Sample.Node, Sample.Time, "1.2.3", null, "content abc was stored anew"));

        Assert.AreEqual("110113 document-damaged E 8", damaged.EventLine());
        Lines.AreEqual(damaged.ObjectLines(), $"1/1 2 {Sample.Patient}", "2/3 9 1.2.3");
        Assert.AreEqual("110113 document-repaired E 0", repaired.EventLine());
        Lines.AreEqual(repaired.ObjectLines(), "2/3 9 1.2.3");
    }
}
