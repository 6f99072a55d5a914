using XdsDmp.Audit.Events;

namespace XdsDmp.Tests.Unit.Audit.Events;

[TestClass]
public sealed class RemoveMetadataEventTests
{
    private const string First = "urn:uuid:00000000-0000-4000-8000-000000000001";
    private const string Second = "urn:uuid:00000000-0000-4000-8000-000000000002";

    [TestMethod]
    public void EachObjectIsErasedForGood()
    {
        var removal = new AuditedRemoval([Sample.Patient], [First, Second]);

        var built = RemoveMetadataEvent.Build(Sample.OfServer, removal, TransactionResult.Success);

        var message = AuditSchema.Valid(built.Single());
        Assert.AreEqual("110110 ITI-62 D 0", message.EventLine());
        Lines.AreEqual(
            message.ObjectLines(),
            $"1/1 2 {Sample.Patient}",
            $"2/3 urn:ihe:iti:2017:ObjectRef {First}",
            $"2/3 urn:ihe:iti:2017:ObjectRef {Second}");
        var erased = message.Elements("ParticipantObjectIdentification").Skip(1);
        Assert.IsTrue(erased.All(item => item.At("ParticipantObjectDataLifeCycle") == "15"));
    }

    [TestMethod]
    public void EachPatientHasAMessageOfItsOwn()
    {
        var removal = new AuditedRemoval([Sample.Patient, "P2^^^&1.2.3&ISO"], [First]);

        var built = RemoveMetadataEvent.Build(Sample.OfServer, removal, TransactionResult.Success);

        Lines.AreEqual(
            built.Select(message => AuditSchema.Valid(message).ObjectLines()[0]),
            $"1/1 2 {Sample.Patient}", "1/1 2 P2^^^&1.2.3&ISO");
    }

    [TestMethod]
    public void ManyObjectsAreNamedInSeveralMessagesWithoutLoss()
    {
        var ids = Enumerable.Range(0, 1201).Select(_ => $"urn:uuid:{Guid.NewGuid()}").ToArray();

        var built = RemoveMetadataEvent.Build(Sample.OfServer, new AuditedRemoval([], ids), TransactionResult.Success);

        Assert.HasCount(3, built);
        CollectionAssert.AreEqual(
            ids, built.SelectMany(message => message.ParticipantObjects).Select(item => item.Id).ToArray());
    }

    [TestMethod]
    public void ARequestThatNamedNothingIsRecorded()
    {
        var built = RemoveMetadataEvent.Build(Sample.OfServer, new AuditedRemoval([], []), Sample.Refused);

        var message = AuditSchema.Valid(built.Single());
        Assert.AreEqual("110110 ITI-62 D 4", message.EventLine());
        Assert.IsEmpty(message.ObjectLines());
    }
}
