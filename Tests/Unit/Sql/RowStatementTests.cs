using Microsoft.Data.Sqlite;
using XdsDmp.Sql;
using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Unit.Sql;

[TestClass]
[SqliteOnly]
public sealed class RowStatementTests : IDisposable
{
    private const string Insert = "INSERT INTO word (number, text) VALUES (@number, @text)";

    private readonly Database _database = new(Path.Combine(TestFolder.New(), "words.db"));
    private readonly GroupCommitWriter _writer;

    public RowStatementTests()
    {
        _writer = new GroupCommitWriter(_database);
        Write(session => session.Execute("CREATE TABLE word (number INTEGER PRIMARY KEY, text TEXT NOT NULL)"));
    }

    public void Dispose() => _writer.Dispose();

    [TestMethod]
    public void EachRowIsStoredAsItIs()
    {
        string[] texts = ["", "é\u0001", "a'b", new string('x', 10_000)];

        Write(session => session.ExecuteEach(Insert, texts, (row, text) => row.Set(1, text.Length).Set(2, text)));

        CollectionAssert.AreEqual(texts.OrderBy(text => text.Length).ToArray(), Texts());
    }

    /// <summary>The statement is used again: what failed must not stick to it.</summary>
    [TestMethod]
    public void ARowThatFailsTakesTheWorkBackAndNothingElse()
    {
        Write(session => Add(session, 1));

        var refused = Assert.ThrowsExactly<SqliteException>(() => Write(session => Add(session, 2, 1)));
        Write(session => Add(session, 3));

        StringAssert.Contains(refused.Message, "UNIQUE");
        CollectionAssert.AreEqual(new List<string> { "word 1", "word 3" }, Texts());
    }

    private static void Add(WriteSession session, params long[] numbers) =>
        session.ExecuteEach(Insert, numbers, (row, number) => row.Set(1, number).Set(2, $"word {number}"));

    private void Write(Action<WriteSession> work) => _writer.WriteAsync(work).GetAwaiter().GetResult();

    private List<string> Texts()
    {
        using var readers = new ReaderPool(_database);
        return readers.Read(session => session.All("SELECT text FROM word ORDER BY number", row => row.GetString(0)));
    }
}
