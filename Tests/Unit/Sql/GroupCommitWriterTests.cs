using System.Data.Common;
using XdsDmp.Sql;
using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Unit.Sql;

[TestClass]
public sealed class GroupCommitWriterTests : IDisposable
{
    private readonly Database _database = new(TestDatabase.At(Path.Combine(TestFolder.New(), "words.db")));
    private readonly GroupCommitWriter _writer;

    public GroupCommitWriterTests()
    {
        _writer = new GroupCommitWriter(_database);
        _writer.WriteAsync(session => session.Execute("CREATE TABLE word (number INTEGER PRIMARY KEY, text TEXT)"))
            .GetAwaiter().GetResult();
    }

    public void Dispose() => _writer.Dispose();

    [TestMethod]
    public async Task ABadPieceFailsAloneAndTheOthersOfItsBatchAreKept()
    {
        var told = 0;
        var pieces = Together([
            session => Add(session, 1),
            session =>
            {
                Add(session, 2);
                session.OnCommit(() => told += 100);
                Add(session, 1);
            },
            session =>
            {
                Add(session, 3);
                session.OnCommit(() => told++);
            },
            session =>
            {
                Add(session, 4);
                throw new InvalidDataException("not like this");
            },
            session => Add(session, 5),
        ]);

        await pieces[0];
        await Assert.ThrowsAsync<DbException>(() => pieces[1]);
        await pieces[2];
        await Assert.ThrowsExactlyAsync<InvalidDataException>(() => pieces[3]);
        await pieces[4];
        Assert.AreEqual("1 3 5", Numbers());
        Assert.AreEqual(1, told);
    }

    [TestMethod]
    public async Task WhatGoesWellTogetherIsDoneOnce()
    {
        var runs = new int[20];
        var pieces = Together([.. Enumerable.Range(0, runs.Length).Select(number => (Action<WriteSession>)(session =>
        {
            Interlocked.Increment(ref runs[number]);
            Add(session, number);
        }))]);

        await Task.WhenAll(pieces);

        Assert.IsTrue(runs.All(count => count == 1), string.Join(' ', runs));
        Assert.AreEqual(string.Join(' ', Enumerable.Range(0, runs.Length)), Numbers());
    }

    [TestMethod]
    public async Task WhoComesAfterTheEndIsToldSo()
    {
        var writer = new GroupCommitWriter(_database);
        writer.Dispose();

        await Assert.ThrowsExactlyAsync<StoreBusyException>(() => writer.WriteAsync(session => Add(session, 1)));
    }

    /// <summary>Queued while the writer is held up by a piece before them, so that it finds them all at once.</summary>
    private Task[] Together(Action<WriteSession>[] pieces)
    {
        using var isQueued = new ManualResetEventSlim();
        var before = _writer.WriteAsync(_ => isQueued.Wait());
        var tasks = pieces.Select(piece => _writer.WriteAsync(piece)).ToArray();
        isQueued.Set();
        before.GetAwaiter().GetResult();
        return tasks;
    }

    private static void Add(WriteSession session, long number) =>
        session.Execute("INSERT INTO word (number, text) VALUES (@number, @text)", number, $"word {number}");

    private string Numbers()
    {
        using var readers = new ReaderPool(_database);
        return string.Join(' ', readers.Read(session =>
            session.All("SELECT number FROM word ORDER BY number", row => row.GetInt64(0))));
    }
}
