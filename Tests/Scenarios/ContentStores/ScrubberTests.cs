using XdsDmp.Sql;
using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Scenarios.ContentStores;

/// <summary>The scrubber finds a flipped bit in each content store, though nobody asks for the document.</summary>
[TestClass]
public sealed class ScrubberTests
{
    private readonly TestSubmission _submission =
        TestSubmission.Of(TestSubmission.NewPatient(), TestSubmission.RandomBytes(100_000));

    [TestMethod]
    public async Task OnTheDisk()
    {
        await using var services = await TestServices.StartAsync();
        await FindsAsync(services, () => Flip(services.ContentFolder, "*"));
    }

    [TestMethod]
    public async Task InTheDatabase()
    {
        await using var services = await TestServices.StartAsync(("Repository:ContentStore", "Sql"));
        await FindsAsync(services, () => Execute(
            services,
            TestDatabase.IsPostgres
                ? "UPDATE content_chunk SET octets = set_bit(octets, 800, 1 - get_bit(octets, 800)) WHERE number = 1"
                : """
                    UPDATE content_chunk SET octets = substr(octets, 1, 100) || x'00ff' || substr(octets, 103)
                    WHERE number = 1
                    """));
    }

    [TestMethod]
    public async Task OnAnS3Server()
    {
        var server = await S3Server.OfAsync("swift");
        using var bucket = await S3Bucket.NewAsync(server);
        await using var services = await TestServices.StartAsync(bucket.Settings());
        await FindsAsync(services, () => Flip(server.Objects, "*.data"));
    }

    /// <summary>
    /// As if the document had not been looked at for long: a repository that starts begins with what is overdue.
    /// </summary>
    private async Task FindsAsync(TestServices services, Action flip)
    {
        Scenario.IsSuccess(await services.Client().ProvideAsync(_submission));
        await services.StopRepositoryAsync();
        Execute(services, "UPDATE document SET verified_at = 0");
        await services.StartRepositoryAsync();
        await Eventually.IsTrueAsync("the whole document is verified", () =>
            services.Log.Any(line => line.Contains("Verified 1 documents; 0 are damaged", StringComparison.Ordinal)));

        await services.StopRepositoryAsync();
        flip();
        Execute(services, "UPDATE document SET verified_at = 0");
        await services.StartRepositoryAsync();

        await Eventually.IsTrueAsync("the damage is audited", () =>
            services.RepositoryAudit().Any(it => it.Transaction == "document-damaged"));
        var alert = services.RepositoryAudit().Single(it => it.Transaction == "document-damaged");
        CollectionAssert.Contains(alert.Objects.ToArray(), _submission.UniqueId);
    }

    private void Flip(string folder, string pattern)
    {
        var file = Directory.EnumerateFiles(folder, pattern, SearchOption.AllDirectories)
            .Single(path => File.ReadAllBytes(path).AsSpan().SequenceEqual(_submission.Bytes));
        using var handle = File.OpenHandle(file, FileMode.Open, FileAccess.Write);
        RandomAccess.Write(handle, [(byte)(_submission.Bytes[70_000] ^ 1)], 70_000);
    }

    private static void Execute(TestServices services, string statement)
    {
        using var database = new Database(services.RepositoryDatabase).OpenWriter();
        using var command = database.CreateCommand();
        command.CommandText = statement;
        Assert.AreEqual(1, command.ExecuteNonQuery());
    }
}
