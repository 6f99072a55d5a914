using XdsDmp.Audit.Events;
using XdsDmp.Audit.Messages;

namespace XdsDmp.Tests.Unit.Audit.Events;

[TestClass]
public sealed class PatientIdentityFeedEventTests
{
    private static readonly AuditContext Context =
        Sample.OfServer with { ClientName = "HOSPITAL|HIS", ServerEndpoint = "DOMAIN|REG" };

    [TestMethod]
    public void AnAnnouncementIsTheCreationOfAPatientRecord()
    {
        var built = PatientIdentityFeedEvent.BuildIti8(
            Context, "CTRL", [new AuditedPatient(Sample.Patient, EventAction.Create)], TransactionResult.Success);

        var message = AuditSchema.Valid(built.Single());
        Assert.AreEqual("110110 ITI-8 C 0", message.EventLine());
        Assert.AreEqual("HOSPITAL|HIS", message.ParticipantWithRole(Sample.Source).At("UserID"));
        Assert.AreEqual("CN=practice", message.ParticipantWithRole(Sample.Source).At("UserName"));
        Assert.AreEqual("true", message.ParticipantWithRole(Sample.Source).At("UserIsRequestor"));
        Assert.AreEqual("DOMAIN|REG", message.ParticipantWithRole(Sample.Destination).At("UserID"));
        Assert.AreEqual("4711", message.ParticipantWithRole(Sample.Destination).At("AlternativeUserID"));
        Assert.HasCount(1, message.ObjectLines());
    }

    [TestMethod]
    public void AMergeIsOneMessageForEachPatient()
    {
        var built = PatientIdentityFeedEvent.BuildIti44(
            Sample.OfServer, "1.2^3",
            [new AuditedPatient("A", EventAction.Delete), new AuditedPatient("B", EventAction.Update)], Sample.Refused);

        Assert.AreEqual(
            "110110 ITI-44 D 4, 110110 ITI-44 U 4",
            string.Join(", ", built.Select(m => AuditSchema.Valid(m).EventLine())));
    }

    [TestMethod]
    public void ARefusalBeforeThePatientIsKnownIsRecordedWithout()
    {
        var built = PatientIdentityFeedEvent.BuildIti64(Context, null, [], Sample.Refused);

        var message = AuditSchema.Valid(built.Single());
        Assert.AreEqual("110110 ITI-64 U 4", message.EventLine());
        Assert.IsEmpty(message.ObjectLines());
    }
}
