using XdsDmp.Audit.Events;

namespace XdsDmp.Tests.Unit.Audit.Events;

[TestClass]
public sealed class RegisterOnDemandDocumentEntryEventTests
{
    private static readonly AuditedSubmission Submission = new(Sample.Patient, "1.2.3.4.5");

    [TestMethod]
    [DataRow(true, "110107 ITI-61 C 0")]
    [DataRow(false, "110106 ITI-61 R 0")]
    public void TheRegistryRecordsAnImportItsSourceAnExport(bool isServer, string expected)
    {
        var context = isServer ? Sample.OfServer : Sample.OfClient;

        var built = RegisterOnDemandDocumentEntryEvent.Build(context, Submission, TransactionResult.Success);

        var message = AuditSchema.Valid(built.Single());
        Assert.AreEqual(expected, message.EventLine());
        Lines.AreEqual(
            message.ObjectLines(), $"1/1 2 {Sample.Patient}", $"2/20 {Sample.SubmissionSetNode} 1.2.3.4.5");
    }
}
