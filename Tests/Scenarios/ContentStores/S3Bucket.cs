using Amazon.S3;
using Amazon.S3.Model;
using XdsDmp.Hosting.Configuration;
using XdsDmp.Repository;
using XdsDmp.Repository.Content;
using XdsDmp.Repository.Storage;
using XdsDmp.Sql;
using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Scenarios.ContentStores;

/// <summary>A bucket for one test, and the content store on it.</summary>
internal sealed class S3Bucket : IDisposable
{
    private readonly Database _database = new(TestDatabase.At(Path.Combine(TestFolder.New(), "repository.db")));
    private readonly GroupCommitWriter _writer;
    private readonly ReaderPool _readers;
    private readonly S3Connection _connection;

    private S3Bucket(S3Server server, Func<S3Options, S3Options> change)
    {
        Options = change(new S3Options
        {
            Endpoint = server.Endpoint,
            Bucket = $"test-{Guid.NewGuid():n}",
            CredentialsFile = server.CredentialsFile,
            PartBytes = 5 * 1024 * 1024,
            ConditionalWrites = false,
            TimeoutSeconds = 20,
            Retries = 1,
        });
        MigrationRunner.Migrate(_database, MigrationSet.Shared, RepositoryTables.Migrations);
        _writer = new GroupCommitWriter(_database);
        _readers = new ReaderPool(_database);
        _connection = Connect(Options);
        Store = Open(Options);
    }

    public S3Options Options { get; }

    public S3ContentStore Store { get; private set; }

    public static async Task<S3Bucket> NewAsync(S3Server server, Func<S3Options, S3Options>? change = null)
    {
        var bucket = new S3Bucket(server, change ?? (options => options));
        await bucket.AskAsync((client, cancel) => client.PutBucketAsync(bucket.Options.Bucket, cancel));
        return bucket;
    }

    /// <summary>Another way to use it.</summary>
    public S3ContentStore Open(S3Options options) =>
        new(Connect(options), new StagedKeys(_writer, _readers, TimeProvider.System));

    public void Reopen()
    {
        Store.Dispose();
        Store = Open(Options);
    }

    /// <summary>What anybody with the same credentials may do there.</summary>
    public Task<T> AskAsync<T>(Func<IAmazonS3, CancellationToken, Task<T>> call) =>
        _connection.CallAsync("do what the test wants", call, CancellationToken.None);

    public Task<ListVersionsResponse> VersionsAsync() => AskAsync(
        (client, cancel) => client.ListVersionsAsync(Options.Bucket, cancel));

    /// <summary>Keys of all that is there, what is unfinished among it.</summary>
    public Task<List<string>> KeysAsync() =>
        Store.ListAsync(CancellationToken.None).Select(content => content.Key).ToListAsync().AsTask();

    /// <summary>What a repository is told to use it.</summary>
    public (string Key, string Value)[] Settings() =>
    [
        ("Repository:ContentStore", "S3"),
        ("Repository:S3:Endpoint", Options.Endpoint),
        ("Repository:S3:Bucket", Options.Bucket),
        ("Repository:S3:CredentialsFile", Options.CredentialsFile),
        ("Repository:S3:PartBytes", $"{Options.PartBytes}"),
        ("Repository:S3:ConditionalWrites", "false"),
        ("Repository:S3:PayloadSigning", $"{Options.PayloadSigning}"),
        ("Repository:S3:Retries", "1"),
    ];

    /// <summary>The same with this node's certificates, for a place that has none of its own.</summary>
    public IEnumerable<KeyValuePair<string, string>> SettingsWithCertificates() => Settings()
        .Append(("Security:Certificate", TestPki.Files.Node.CertificatePath))
        .Append(("Security:Key", TestPki.Files.Node.KeyPath!))
        .Append(("Security:TrustFolder", TestPki.Files.TrustFolder))
        .Select(it => KeyValuePair.Create(it.Item1, it.Item2));

    public void Dispose()
    {
        Store.Dispose();
        _connection.Dispose();
        _writer.Dispose();
        _readers.Dispose();
    }

    /// <summary>As the tools connect: with this node's certificate and trust.</summary>
    private static S3Connection Connect(S3Options options)
    {
        using var parts = new ToolParts(
            new RepositoryOptions { Database = Path.Combine(TestFolder.New(), "none.db") },
            new SecurityOptions
            {
                Certificate = TestPki.Files.Node.CertificatePath,
                Key = TestPki.Files.Node.KeyPath!,
                TrustFolder = TestPki.Files.TrustFolder,
            });
        return new S3Connection(options, parts.Parts.NewHttp(options));
    }
}
