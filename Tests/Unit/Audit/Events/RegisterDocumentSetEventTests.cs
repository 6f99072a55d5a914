using XdsDmp.Audit.Events;

namespace XdsDmp.Tests.Unit.Audit.Events;

[TestClass]
public sealed class RegisterDocumentSetEventTests
{
    private static readonly AuditedSubmission Submission = new(Sample.Patient, "1.2.3.4.5");

    [TestMethod]
    public void TheRepositoryRecordsAnExport()
    {
        var built = RegisterDocumentSetEvent.Build(Sample.OfClient, Submission, TransactionResult.Success);

        var message = AuditSchema.Valid(built.Single());
        Assert.AreEqual("110106 ITI-42 R 0", message.EventLine());
        Assert.AreEqual("true", message.ParticipantWithRole(Sample.Source).At("UserIsRequestor"));
        Assert.AreEqual("false", message.ParticipantWithRole(Sample.Destination).At("UserIsRequestor"));
    }

    [TestMethod]
    public void TheRegistryRecordsAnImport()
    {
        var built = RegisterDocumentSetEvent.Build(Sample.OfServer, Submission, TransactionResult.Success);

        var message = AuditSchema.Valid(built.Single());
        Assert.AreEqual("110107 ITI-42 C 0", message.EventLine());
        Assert.HasCount(2, message.ObjectLines());
    }
}
