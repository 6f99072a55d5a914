using XdsDmp.Audit.Events;
using XdsDmp.Audit.Messages;

namespace XdsDmp.Tests.Unit.Audit.Events;

[TestClass]
public sealed class DmpTransactionEventTests
{
    [TestMethod]
    public void ItIsAPatientRecordWithTheTransactionAsItsType()
    {
        var message = Build(Sample.Patient, null).Single();
        Assert.AreEqual("110110 TD0.2 R 0", AuditSchema.Valid(message).EventLine());
        Assert.AreEqual("DMP Transactions", message.Event.TypeCodes.Single().CodeSystemName);
        Assert.AreEqual(Sample.Patient, message.ParticipantObjects.Single().Id);
    }

    [TestMethod]
    public void BrisDeGlaceIsAnAlertBesideIt()
    {
        var built = Build(Sample.Patient, "patient inconscient");
        Assert.AreEqual(
            "110110 TD0.2 R 0, 110113 110127 E 0",
            string.Join(", ", built.Select(m => AuditSchema.Valid(m).EventLine())));
        Assert.AreEqual(Sample.Patient, built[1].ParticipantObjects.Single().Id);
    }

    [TestMethod]
    public void WithoutAPatientThereIsNone() =>
        Assert.IsEmpty(AuditSchema.Valid(Build(null, null).Single()).ObjectLines());

    private static IReadOnlyList<AuditMessage> Build(string? patient, string? reason) => DmpTransactionEvent.Build(
        Sample.OfServer,
        new AuditedDmpAccess("TD0.2", "Test of Existence", EventAction.Read, patient) { BreakGlassReason = reason },
        TransactionResult.Success);
}
