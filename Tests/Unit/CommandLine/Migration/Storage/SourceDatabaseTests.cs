using Microsoft.Data.Sqlite;
using XdsDmp.CommandLine.Migration.Storage;
using XdsDmp.CommandLine.Output;
using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Unit.CommandLine.Migration.Storage;

/// <summary>The SQLite side of a migration: read in the order of keys, and never written to.</summary>
[TestClass]
public sealed class SourceDatabaseTests
{
    private readonly string _file = Path.Combine(TestFolder.New(), "source.db");

    [TestMethod]
    public void RowsComeInTheOrderOfTheKeyFromAnyRowOn()
    {
        Execute("""
            CREATE TABLE part (owner INTEGER NOT NULL, name TEXT NOT NULL, octets BLOB NULL, PRIMARY KEY (owner, name));
            INSERT INTO part VALUES (2, 'a', NULL), (1, 'b', x'01'), (1, 'a', x'02'), (10, 'a', NULL);
            """);
        using var source = SourceDatabase.Open(_file);
        var table = source.Tables().Single();

        var rows = source.Rows(table, [1L, "a"]).Select(row => $"{row[0]}{row[1]}").ToList();

        Assert.AreEqual("1b 2a 10a", string.Join(' ', rows));
        Assert.AreEqual(4, source.Count(table));
    }

    [TestMethod]
    public void NothingIsMadeBesideIt()
    {
        Execute("CREATE TABLE thing (id INTEGER PRIMARY KEY)");
        using (var source = SourceDatabase.Open(_file))
        {
            source.Tables();
        }

        Assert.AreEqual("source.db", Path.GetFileName(Directory.GetFiles(Path.GetDirectoryName(_file)!).Single()));
    }

    [TestMethod]
    public void TheLastNumberThatWasGivenIsKnown()
    {
        Execute("""
            CREATE TABLE content (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL);
            INSERT INTO content (name) VALUES ('a'), ('b'); DELETE FROM content;
            """);
        using var source = SourceDatabase.Open(_file);

        Assert.AreEqual(2, source.LastGiven(source.Tables().Single()));
    }

    [TestMethod]
    public void EqualRowsHaveEqualDigests()
    {
        string Of(params object?[] row)
        {
            using var digest = new TableDigest();
            digest.Add(row);
            return digest.Finish();
        }

        Assert.AreEqual(Of(1L, "a", null), Of(1L, "a", null));
        Assert.AreNotEqual(Of("ab", "c"), Of("a", "bc"));
        Assert.AreNotEqual(Of("a", null), Of("a", ""));
        Assert.AreNotEqual(Of(new byte[] { 97 }), Of("a"));
    }

    [TestMethod]
    public void ADatabaseThatIsNotThereIsRefused() =>
        Assert.ThrowsExactly<CommandException>(() => SourceDatabase.Open(_file));

    private void Execute(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={_file};Pooling=false");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
