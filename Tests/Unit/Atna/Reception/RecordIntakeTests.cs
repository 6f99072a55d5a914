using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using XdsDmp.Atna.Reception;
using XdsDmp.Atna.Storage;
using XdsDmp.Sql;
using XdsDmp.Tests.Unit.Atna.Storage;

namespace XdsDmp.Tests.Unit.Atna.Reception;

[TestClass]
public sealed class RecordIntakeTests : IDisposable
{
    private readonly TemporaryArchive _archive = new();

    public void Dispose() => _archive.Dispose();

    [TestMethod]
    public async Task MessagesAreKeptInTheirOrder()
    {
        using (var writer = new GroupCommitWriter(_archive.Database))
        {
            await IntakeOf(writer).AppendAsync(
                PreparedBatch.Of([Messages.Of("first"u8.ToArray()), Messages.Of("second"u8.ToArray())]),
                CancellationToken.None);
        }

        using var archive = _archive.Open();
        CollectionAssert.AreEqual("second"u8.ToArray(), archive.Find(2)!.Message.Raw);
    }

    [TestMethod]
    public async Task ABusyOrFullStoreIsTriedAgain()
    {
        using var writer = new GroupCommitWriter(_archive.Database);
        var failures = new Queue<Exception>();
        failures.Enqueue(new StoreBusyException());
        failures.Enqueue(new SqliteException("database or disk is full", 13));

        await IntakeOf(writer).UntilDurableAsync(
            () => failures.TryDequeue(out var failure) ? Task.FromException(failure) : Task.CompletedTask,
            CancellationToken.None);

        Assert.IsEmpty(failures);
    }

    [TestMethod]
    public async Task TheEndOfTheServiceEndsTheTrying()
    {
        using var writer = new GroupCommitWriter(_archive.Database);
        using var abandon = new CancellationTokenSource();

        await Assert.ThrowsAsync<OperationCanceledException>(() => IntakeOf(writer).UntilDurableAsync(
            () =>
            {
                abandon.Cancel();
                throw new StoreBusyException();
            },
            abandon.Token));
    }

    private static RecordIntake IntakeOf(GroupCommitWriter writer) =>
        new(writer, TimeProvider.System, NullLogger.Instance);
}
