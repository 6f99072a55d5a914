using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using XdsDmp.Audit.Events;
using XdsDmp.Hosting;
using XdsDmp.Repository;
using XdsDmp.Repository.Content;
using XdsDmp.Repository.Content.Encryption;
using XdsDmp.Repository.Integrity;
using XdsDmp.Repository.Storage;
using XdsDmp.Sql;
using XdsDmp.Tests.Support;
using XdsDmp.Tests.Unit.Repository.Content;
using XdsDmp.Tests.Unit.Security;

namespace XdsDmp.Tests.Unit.Repository;

/// <summary>What the repository's transactions work with, in process: its tables, and content in memory.</summary>
internal sealed class TestRepository : IDisposable
{
    private readonly GroupCommitWriter _writer;
    private readonly ReaderPool _readers;

    public TestRepository(MasterKeys? keys = null, RepositoryOptions? options = null)
    {
        Database = new Database(TestDatabase.At(Path.Combine(TestFolder.New(), "repository.db")));
        MigrationRunner.Migrate(Database, MigrationSet.Shared, RepositoryTables.Migrations);
        _writer = new GroupCommitWriter(Database);
        _readers = new ReaderPool(Database);
        var audit = new AuditTrail(AuditNode.OfThisProcess("test"), _writer, Clock);
        Node = new RepositoryNode(
            options ?? new RepositoryOptions(), _writer, _readers, audit,
            new ContentVault(Store, keys ?? MasterKeys.None, long.MaxValue), null!, Clock)
        {
            Database = Database,
            Damages = new Damages(_writer, _readers, audit, Clock, Log),
        };
    }

    public Database Database { get; }

    public MemoryContentStore Store { get; } = new();

    public FakeClock Clock { get; } = new();

    public ILogger Log { get; } = NullLogger.Instance;

    public RepositoryNode Node { get; }

    /// <summary>A document that is published.</summary>
    public async Task<StoredDocument> StoreAsync(byte[] octets)
    {
        var staged = await Node.Content.StageAsync(new MemoryStream(octets), CancellationToken.None);
        var uniqueId = TestSubmission.NewOid();
        return await Node.Writer.WriteAsync(session =>
        {
            var intent = DocumentStore.AddIntent(session, "", null, Node.Now);
            DocumentStore.AddStaged(
                session,
                new StoredDocument(
                    0, uniqueId, DocumentState.Staged, intent, "text/plain", staged.Sha1, staged.Reference, null),
                intent, Node.Now);
            Settlement.Publish(session, intent, Node.Now);
            return DocumentStore.FindPublished(session, uniqueId)!;
        });
    }

    public StoredDocument? Find(StoredDocument document) =>
        Node.Readers.Read(session => DocumentStore.FindPublished(session, document.UniqueId));

    public void Dispose()
    {
        _writer.Dispose();
        _readers.Dispose();
    }
}
