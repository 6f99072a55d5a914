using System.Security.Cryptography;
using XdsDmp.Repository.Content;
using XdsDmp.Repository.Storage;
using XdsDmp.Sql;
using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Unit.Repository.Content;

[TestClass]
public sealed class SqlContentStoreTests : ContentStoreContract, IDisposable
{
    private readonly string _folder = TestFolder.New();
    private readonly Database _database;
    private GroupCommitWriter _writer = null!;
    private ReaderPool _readers = null!;
    private SqlContentStore _store = null!;
    private long _logBytes;

    public SqlContentStoreTests()
    {
        _database = new Database(TestDatabase.At(Path.Combine(_folder, "repository.db")));
        MigrationRunner.Migrate(_database, MigrationSet.Shared, RepositoryTables.Migrations);
        Open();
    }

    private protected override IContentStore Store => _store;

    public void Dispose() => Close();

    private protected override void Restart()
    {
        Close();
        Open();
    }

    /// <summary>The octets are in the file before, and nowhere in it afterwards: deleted means deleted.</summary>
    [TestMethod]
    [SqliteOnly]
    public async Task RemovedOctetsAreNoLongerInTheFile()
    {
        var octets = RandomNumberGenerator.GetBytes(3_000_000);
        List<byte[]> marks = [octets[..64], octets[1_000_000..1_000_064], octets[2_900_000..2_900_064]];
        var key = await WrittenAsync(octets);
        Assert.AreEqual(3, await FoundAsync());

        await Store.RemoveAsync(key, None);
        Assert.AreEqual(0, await FoundAsync());

        async Task<int> FoundAsync()
        {
            Restart();
            using (new Checkpointer(_database))
            {
                // Its end moves the log into the file and empties it.
            }

            var file = await File.ReadAllBytesAsync(_database.File, None);
            Assert.IsFalse(File.Exists(_database.WriteAheadLog) && new FileInfo(_database.WriteAheadLog).Length > 0);
            return marks.Count(mark => file.AsSpan().IndexOf(mark) >= 0);
        }
    }

    /// <summary>What a process that was killed had written so far.</summary>
    [TestMethod]
    public async Task HalfADocumentIsNotReadAndIsStagedUntilItIsRemoved()
    {
        var key = NewKey();
        await _writer.WriteAsync(session => SqlContentRows.Append(
            session, key, 0, new SqlContentPiece(0, new byte[SqlContentStore.ChunkBytes], IsLast: false), 0));
        Restart();

        Assert.IsNull(await Store.OpenAsync(key, None));
        CollectionAssert.Contains(await Store.StagedAsync(None).Select(staged => staged.Key).ToListAsync(), key);
        await Assert.ThrowsExactlyAsync<IOException>(() => Store.PublishAsync(key, None).AsTask());
        await Store.RemoveAsync(key, None);
        await IsGoneAsync(key);
    }

    /// <summary>Others' writes get through while a document of many pieces arrives.</summary>
    [TestMethod]
    public async Task ALargeDocumentDoesNotHoldTheWriter()
    {
        var others = 0;
        await using var octets = new WatchedStream(20 * 1024 * 1024, async () =>
        {
            await _writer.WriteAsync(session => LooseContent.AddStaged(session, NewKey(), 0));
            others++;
        });

        await Store.WriteAsync(NewKey(), octets, None);

        Assert.IsGreaterThan(10, others);
    }

    /// <summary>It is emptied in the background, which takes a pause between two pieces.</summary>
    [TestMethod]
    public async Task ALargeDocumentWaitsForALogThatHasGrown()
    {
        _logBytes = long.MaxValue;
        var key = NewKey();
        var writing = Store.WriteAsync(key, new MemoryStream(new byte[3_000_000]), None).AsTask();
        await Eventually.IsTrueAsync(
            "the first piece is there",
            async () => await Store.StagedAsync(None).AnyAsync(staged => staged.Key == key));
        Assert.IsFalse(writing.IsCompleted);

        _logBytes = 0;
        await writing;
        Assert.HasCount(3_000_000, await ReadAsync(key));
    }

    [TestMethod]
    public async Task WhoReadsWhatIsRemovedMeanwhileIsToldSo()
    {
        var key = await WrittenAsync(new byte[200_000]);
        await using var content = (await Store.OpenAsync(key, None))!;
        var buffer = new byte[1000];
        await content.ReadAsync(buffer, 0, None);

        await Store.RemoveAsync(key, None);
        await WrittenAsync(RandomNumberGenerator.GetBytes(200_000));

        await Assert.ThrowsExactlyAsync<IOException>(() => content.ReadAsync(buffer, 100_000, None).AsTask());
    }

    [TestMethod]
    public async Task WithoutRoomNothingIsTaken()
    {
        var store = new SqlContentStore(
            () => _writer, _readers, new DiskSpace(_folder, long.MaxValue),
            () => 0, TimeProvider.System);

        await Assert.ThrowsExactlyAsync<ContentSpaceException>(
            () => store.WriteAsync(NewKey(), new MemoryStream([1]), None).AsTask());
        Assert.IsNotNull((await store.CheckAsync(None)).Trouble);
    }

    private void Open()
    {
        _writer = new GroupCommitWriter(_database);
        _readers = new ReaderPool(_database);
        _store = new SqlContentStore(
            () => _writer, _readers, new DiskSpace(_folder, 0), () => _logBytes,
            TimeProvider.System);
    }

    private void Close()
    {
        _writer.Dispose();
        _readers.Dispose();
    }

    /// <summary>Zeros, and a word with each read.</summary>
    private sealed class WatchedStream(long size, Func<Task> told) : XdsDmp.Soap.Multipart.ReadOnlyStream
    {
        private long _at;

        public override async ValueTask<int> ReadAsync(
            Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await told();
            var read = (int)Math.Min(buffer.Length, size - _at);
            buffer.Span[..read].Clear();
            _at += read;
            return read;
        }
    }
}
