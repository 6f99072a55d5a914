using System.Data.Common;
using XdsDmp.Metadata.Errors;
using XdsDmp.Soap;
using XdsDmp.Sql;
using XdsDmp.Tests.Scenarios.Crash;
using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Scenarios.ContentStores;

/// <summary>The repository's transactions, with their documents in its own database.</summary>
[TestClass]
public sealed class SqlRepositoryTests
{
    private const int Large = 11 * 1024 * 1024;

    private static readonly (string Key, string Value) InDatabase = ("Repository:ContentStore", "Sql");

    private readonly TestSubmission _submission = TestSubmission.OfMany(
        TestSubmission.NewPatient(), TestSubmission.RandomBytes(1000), TestSubmission.RandomBytes(Large));

    [TestMethod]
    public async Task DocumentsComeBackAndRemovedOnesAreGone()
    {
        await using var services = await TestServices.StartAsync(InDatabase);

        Scenario.IsSuccess(await services.Client().ProvideAsync(_submission));
        await AreThereAsync(services.Client());
        Assert.AreEqual(2, Count(services.RepositoryDatabase));
        await services.StopRepositoryAsync();
        await services.StartRepositoryAsync();
        await AreThereAsync(services.Client());

        Scenario.IsSuccess(await services.Client().RemoveAsync([.. _submission.UniqueIds]));
        Assert.AreEqual(0, Count(services.RepositoryDatabase));
        Assert.IsFalse(Directory.Exists(services.ContentFolder));
    }

    [TestMethod]
    public async Task AFlippedBitIsNotHandedOut()
    {
        await using var services = await TestServices.StartAsync(InDatabase);
        Scenario.IsSuccess(await services.Client().ProvideAsync(_submission));
        using (var database = Open(services.RepositoryDatabase))
        using (var flip = database.CreateCommand())
        {
            flip.CommandText = TestDatabase.IsPostgres
                ? "UPDATE content_chunk SET octets = set_bit(octets, 800, 1 - get_bit(octets, 800)) WHERE number = 7"
                : """
                    UPDATE content_chunk SET octets = substr(octets, 1, 100) || x'00ff' || substr(octets, 103)
                    WHERE number = 7
                    """;
            Assert.AreEqual(1, flip.ExecuteNonQuery());
        }

        var retrieved = await services.Client().RetrieveAsync([.. _submission.UniqueIds]);

        Assert.AreEqual(ResponseStatus.PartialSuccess, retrieved.Response.Status);
        StringAssert.Contains(retrieved.Response.Errors.Single().Context, "RET-damaged");
        CollectionAssert.AreEqual(
            new[] { _submission.UniqueIds[0] }, retrieved.Documents.Select(d => d.DocumentUniqueId).ToList());
    }

    /// <summary>kill -9 between two pieces of a document: nothing is half stored, nothing of it stays.</summary>
    [TestMethod]
    public async Task AWriteCutOffByAKillLeavesNothing()
    {
        var data = TestFolder.New();
        using var services = new ChildServices(data, $"--{InDatabase.Key}={InDatabase.Value}");
        await services.StartAsync();
        var database = services.RepositoryDatabase;
        var submission = TestSubmission.Of(TestSubmission.NewPatient(), TestSubmission.RandomBytes(2 * Large));
        var messageId = AddressingHeaders.NewMessageId();
        using var sending = new SlowSubmission(services.Client, submission, messageId, Large);

        await Eventually.IsTrueAsync("a piece has arrived", () => Count(database) == 1, seconds: 60);
        await services.KillAsync();
        await sending.BrokenAsync();
        Assert.AreEqual(1, Count(database), "what the kill left");

        await services.StartAsync();

        // Where there may be other instances it might be theirs: it is swept after a day.
        Assert.AreEqual(TestDatabase.IsPostgres ? 1 : 0, Count(database));
        Scenario.IsSuccess(await services.Client.ProvideAsync(submission, messageId));
        var retrieved = await services.Client.RetrieveAsync(submission.UniqueId);
        Scenario.IsSuccess(retrieved.Response);
        Assert.IsTrue(submission.Bytes.AsSpan().SequenceEqual(retrieved.Bytes(submission.UniqueId)));
    }

    private static DbConnection Open(string location) => new Database(location).OpenWriter();

    private static long Count(string file)
    {
        using var database = Open(file);
        using var count = database.CreateCommand();
        count.CommandText = "SELECT count(*) FROM content";
        return (long)count.ExecuteScalar()!;
    }

    private async Task AreThereAsync(TestClient client)
    {
        var retrieved = await client.RetrieveAsync([.. _submission.UniqueIds]);
        Scenario.IsSuccess(retrieved.Response);
        foreach (var (uniqueId, bytes) in _submission.UniqueIds.Zip(_submission.Documents.Values))
        {
            Assert.IsTrue(bytes.AsSpan().SequenceEqual(retrieved.Bytes(uniqueId)));
        }
    }
}
