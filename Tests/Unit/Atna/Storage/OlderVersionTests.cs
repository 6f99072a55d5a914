using Microsoft.Data.Sqlite;
using XdsDmp.Atna.Storage;
using XdsDmp.Sql;
using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Unit.Atna.Storage;

/// <summary>A database that an older version has left, before a newer one has started on it.</summary>
[TestClass]
[SqliteOnly]
public sealed class OlderVersionTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("xdsdmp-atna");

    private string DatabaseFile => Path.Combine(_folder.FullName, "atna.db");

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    [DataRow(3)]
    [DataRow(4)]
    public void ItIsVerifiedButForItsIndex(int version)
    {
        Make(version);
        using var archive = AuditArchive.Open(DatabaseFile);

        var outcome = archive.Verify();

        Assert.AreEqual("", SignedArchive.Of(outcome));
        Assert.AreEqual(3, outcome.Records);
        Assert.IsFalse(outcome.IsIndexVerified);
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    [DataRow(3)]
    public void WhatIsWrongWithItsRecordsIsNamed(int version)
    {
        Make(version);
        Run("DROP TRIGGER record_is_never_changed; UPDATE record SET peer = 'x' WHERE sequence = 2");
        using var archive = AuditArchive.Open(DatabaseFile);

        Assert.AreEqual("Altered 2", SignedArchive.Of(archive.Verify()));
    }

    [TestMethod]
    [DataRow(1, "start the audit repository once")]
    [DataRow(3, "the service does so")]
    public void ListsSayThatTheServiceMustMakeTheIndexFirst(int version, string expected)
    {
        Make(version);
        using var archive = AuditArchive.Open(DatabaseFile);

        var filter = new AuditFilter { Patient = "p1" };
        var refusal = Assert.Throws<Exception>(() => archive.List(filter));
        StringAssert.Contains(refusal.Message, expected);
        Assert.IsNotNull(archive.Find(2));
        Assert.IsEmpty(archive.Forwarding(1));
    }

    private void Make(int version)
    {
        foreach (var migration in AtnaTables.Migrations.Read(Dialect.Sqlite).Take(version))
        {
            Run(migration.Script);
        }

        var previous = AuditChain.Start.ToArray();
        for (var sequence = 1L; sequence <= 3; sequence++)
        {
            var message = Messages.Submission();
            var hash = AuditChain.ChainHash(previous, sequence, AuditChain.ContentHash(message));
            Run(
                """
                INSERT INTO record VALUES ($sequence, $time, $transport, $peer, $certificate, $previous, $hash, $raw);
                INSERT INTO event (sequence, received_at) VALUES ($sequence, $time);
                """,
                ("$sequence", sequence), ("$time", Microseconds.Of(message.ReceivedAt)),
                ("$transport", message.Transport), ("$peer", message.Peer), ("$certificate", message.PeerCertificate!),
                ("$previous", previous), ("$hash", hash), ("$raw", message.Raw));
            previous = hash;
        }
    }

    private void Run(string sql, params IReadOnlyList<(string Name, object Value)> values)
    {
        using var connection = new SqliteConnection($"Data Source={DatabaseFile};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in values)
        {
            command.Parameters.AddWithValue(name, value);
        }

        command.ExecuteNonQuery();
    }
}
