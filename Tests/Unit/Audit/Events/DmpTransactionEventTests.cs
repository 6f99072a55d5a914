using XdsDmp.Audit.Events;
using XdsDmp.Audit.Messages;

namespace XdsDmp.Tests.Unit.Audit.Events;

[TestClass]
public sealed class DmpTransactionEventTests
{
    [TestMethod]
    public void ItIsAPatientRecordWithTheTransactionAsItsType()
    {
        var message = Build(Sample.Patient).Single();
        Assert.AreEqual("110110 TD0.2 R 0", AuditSchema.Valid(message).EventLine());
        Assert.AreEqual("DMP Transactions", message.Event.TypeCodes.Single().CodeSystemName);
        Assert.AreEqual(Sample.Patient, message.ParticipantObjects.Single().Id);
    }

    [TestMethod]
    public void WithoutAPatientThereIsNone() =>
        Assert.IsEmpty(AuditSchema.Valid(Build(null).Single()).ObjectLines());

    private static IReadOnlyList<AuditMessage> Build(string? patient) => DmpTransactionEvent.Build(
        Sample.OfServer,
        new AuditedDmpAccess("TD0.2", "Test of Existence", EventAction.Read, patient),
        TransactionResult.Success);
}
