using XdsDmp.Atna.Storage;
using XdsDmp.Sql;

namespace XdsDmp.Tests.Unit.Atna.Storage;

/// <summary>Two instances, or a service and a command beside it, lengthen the same chain.</summary>
[TestClass]
public sealed class TwoWritersTests : IDisposable
{
    private const int Batches = 20;
    private const int BatchRecords = 5;

    private readonly TemporaryArchive _archive = new();

    public void Dispose() => _archive.Dispose();

    [TestMethod]
    public async Task TheChainHasOneEndWhoeverLengthensIt()
    {
        using var one = new GroupCommitWriter(new Database(_archive.Location));
        using var other = new GroupCommitWriter(new Database(_archive.Location));

        await Task.WhenAll(Enumerable.Range(0, Batches).SelectMany(batch =>
            new[] { AppendAsync(one, $"1.{batch}"), AppendAsync(other, $"2.{batch}") }));

        var outcome = _archive.Verify();
        Assert.AreEqual("", SignedArchive.Of(outcome));
        Assert.AreEqual(2 * Batches * BatchRecords, outcome.Records);
        Assert.HasCount(1, _archive.Find(new AuditFilter { ObjectId = "1.2.3.2.19.4" }));
    }

    private static Task<ChainHead> AppendAsync(GroupCommitWriter writer, string name)
    {
        var batch = PreparedBatch.Of(
            Enumerable.Range(0, BatchRecords).Select(i => Messages.Submission(document: $"1.2.3.{name}.{i}")));
        return writer.WriteAsync(session => AuditRecordStore.Append(session, batch));
    }
}
