using XdsDmp.Atna.Storage;
using XdsDmp.Sql;

namespace XdsDmp.Tests.Unit.Atna.Storage;

[TestClass]
public sealed class AuditRecordStoreTests : IDisposable
{
    private readonly TemporaryArchive _archive = new();

    public void Dispose() => _archive.Dispose();

    /// <summary>What was rolled back leaves no gap: the chain goes on from what is in the database.</summary>
    [TestMethod]
    public async Task AFailedAppendLeavesNoTrace()
    {
        using (var writer = new GroupCommitWriter(_archive.Database))
        {
            var one = PreparedBatch.Of([Messages.Submission()]);
            var two = PreparedBatch.Of([Messages.Submission(), Messages.Submission()]);
            await writer.WriteAsync(session => AuditRecordStore.Append(session, one));
            await Assert.ThrowsExactlyAsync<InvalidOperationException>(() => writer.WriteAsync(session =>
            {
                AuditRecordStore.Append(session, two);
                throw new InvalidOperationException("after the insert");
            }));
            await writer.WriteAsync(session => AuditRecordStore.Append(session, one));
        }

        var outcome = _archive.Verify();

        Assert.IsTrue(outcome.IsIntact);
        Assert.AreEqual(2, outcome.Records);
    }

    [TestMethod]
    public async Task ManyWritersMakeOneChain()
    {
        using (var writer = new GroupCommitWriter(_archive.Database))
        {
            await Task.WhenAll(Enumerable.Range(0, 200).Select(i =>
            {
                var batch = PreparedBatch.Of([Messages.Submission(document: $"1.2.{i}")]);
                return writer.WriteAsync(session => AuditRecordStore.Append(session, batch));
            }));
        }

        var outcome = _archive.Verify();

        Assert.IsTrue(outcome.IsIntact);
        Assert.AreEqual(200, outcome.Records);
    }
}
