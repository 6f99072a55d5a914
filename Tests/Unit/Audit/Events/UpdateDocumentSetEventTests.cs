using XdsDmp.Audit.Events;
using XdsDmp.Audit.Messages;

namespace XdsDmp.Tests.Unit.Audit.Events;

/// <summary>ITI-57 and ITI-92 differ by nothing but their number.</summary>
[TestClass]
public sealed class UpdateDocumentSetEventTests
{
    private static readonly AuditedSubmission Update = new(Sample.Patient, "1.2.3.4.5");

    public static IEnumerable<(string, Builder)> Transactions =>
    [
        ("ITI-57", UpdateDocumentSetEvent.Build),
        ("ITI-92", RestrictedUpdateDocumentSetEvent.Build),
    ];

    [TestMethod]
    [DynamicData(nameof(Transactions))]
    public void TheRegistryRecordsAnImportThatUpdates(string transaction, Builder build)
    {
        var message = AuditSchema.Valid(build(Sample.OfServer, Update, TransactionResult.Success).Single());

        Assert.AreEqual($"110107 {transaction} U 0", message.EventLine());
        Assert.AreEqual("true", message.ParticipantWithRole(Sample.Source).At("UserIsRequestor"));
        Assert.AreEqual("false", message.ParticipantWithRole(Sample.Destination).At("UserIsRequestor"));
        Lines.AreEqual(
            message.ObjectLines(), $"1/1 2 {Sample.Patient}", $"2/20 {Sample.SubmissionSetNode} 1.2.3.4.5");
    }

    [TestMethod]
    [DynamicData(nameof(Transactions))]
    public void TheAdministratorRecordsAnExportThatUpdates(string transaction, Builder build)
    {
        var message = AuditSchema.Valid(build(Sample.OfClient, Update, Sample.Refused).Single());

        Assert.AreEqual($"110106 {transaction} U 4", message.EventLine());
    }

    public delegate IReadOnlyList<AuditMessage> Builder(
        AuditContext context, AuditedSubmission submission, TransactionResult result);
}
