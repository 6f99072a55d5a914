using System.Data.Common;
using XdsDmp.Atna.Storage;
using XdsDmp.Sql;
using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Unit.Atna.Storage;

[TestClass]
public sealed class AuditVerifierTests : IDisposable
{
    private readonly TemporaryArchive _archive = new();

    public void Dispose() => _archive.Dispose();

    [TestMethod]
    public void AnUntouchedChainIsIntactAndEndsWhereItEnded()
    {
        var head = _archive.AppendMany(600);

        var outcome = _archive.Verify(head);

        Assert.IsTrue(outcome.IsIntact);
        Assert.AreEqual(600, outcome.Records);
        Assert.AreEqual(head.ToString(), outcome.Head?.ToString());
    }

    [TestMethod]
    public void AnEmptyArchiveIsIntact()
    {
        var outcome = _archive.Verify();

        Assert.IsTrue(outcome.IsIntact);
        Assert.IsNull(outcome.Head);
    }

    [TestMethod]
    [DataRow("raw = CAST('other' AS BLOB)")]
    [DataRow("received_at = received_at + 1")]
    [DataRow("peer = '192.0.2.99'")]
    [DataRow("peer_certificate = NULL")]
    [DataRow("transport = 'own'")]
    [DataRow("chain_hash = zeroblob(32)")]
    [DataRow("previous_hash = zeroblob(32)")]
    public void AnAlteredRecordIsNamed(string change)
    {
        _archive.AppendMany(10);

        _archive.Tamper($"UPDATE record SET {change} WHERE sequence = 4");

        AssertProblems("Altered 4");
    }

    /// <summary>Hashing the record anew does not help: the next one knows what stood before it.</summary>
    [TestMethod]
    public void ARecordReplacedTogetherWithItsHashIsNamed()
    {
        _archive.AppendMany(10);
        using (var archive = _archive.Open())
        {
            var before = archive.Find(3)!.Position.Hash.Span;
            var forged = archive.Find(4)!.Message with { Peer = "192.0.2.99" };
            var hash = AuditChain.ChainHash(before, 4, AuditChain.ContentHash(forged));
            _archive.Tamper(
                "UPDATE record SET peer = '192.0.2.99', chain_hash = $hash WHERE sequence = 4", ("$hash", hash));
        }

        AssertProblems("Altered 4");
    }

    [TestMethod]
    public void AMissingRecordIsNamedAndTheNextIsStillChecked()
    {
        _archive.AppendMany(10);

        Remove(sequence => sequence is 4 or 5);
        _archive.Tamper("UPDATE record SET peer = 'x' WHERE sequence = 6");

        AssertProblems("Missing 4-5", "Altered 6");
    }

    [TestMethod]
    public void AMissingBeginningIsNoticed()
    {
        _archive.AppendMany(10);

        Remove(sequence => sequence <= 2);

        AssertProblems("Missing 1-2");
    }

    [TestMethod]
    public void ClosingTheGapByRenumberingIsNoticed()
    {
        _archive.AppendMany(6);

        Remove(sequence => sequence == 4);
        Renumber(5, 4);
        Renumber(6, 5);

        AssertProblems("Missing 4", "Reordered 4", "Reordered 5");
    }

    /// <summary>It is whole in itself; that those behind it were moved up to make room gives it away.</summary>
    [TestMethod]
    public void ARecordPutInBetweenOthersIsNamed()
    {
        _archive.AppendMany(6);
        for (var place = 6; place >= 4; place--)
        {
            Renumber(place, place + 1);
        }

        using (var archive = _archive.Open())
        {
            var before = archive.Find(3)!;
            var hash = AuditChain.ChainHash(before.Position.Hash.Span, 4, AuditChain.ContentHash(before.Message));
            _archive.Tamper(
                """
                INSERT INTO record SELECT 4, received_at, transport, peer, peer_certificate, chain_hash, $hash, raw
                FROM record WHERE sequence = 3;
                INSERT INTO event SELECT 4, received_at, event_time, event_id, event_type, action, outcome, source_id,
                    host_name, app_name, message_id, findings, listed_at, header_time, priority, period_start FROM event
                    WHERE sequence = 3;
                """,
                ("$hash", hash));
            _archive.TamperTerms(rows => rows.Concat(
                rows.Where(row => row.Sequence == 3).Select(row => row with { Sequence = 4 })));
        }

        AssertProblems("Inserted 4", "Reordered 5", "Reordered 6", "Reordered 7");
    }

    [TestMethod]
    public void RecordsThatChangedPlacesAreNamedWithThePlaceTheyCameFrom()
    {
        _archive.AppendMany(10);

        Renumber(3, 99);
        Renumber(7, 3);
        Renumber(99, 7);

        AssertProblems("Reordered 3", "Reordered 7");
        StringAssert.Contains(_archive.Verify().Problems[0].Text, "received as 7");
    }

    [TestMethod]
    public void NeighboursThatChangedPlacesAreNamed()
    {
        _archive.AppendMany(10);

        Renumber(3, 99);
        Renumber(4, 3);
        Renumber(99, 4);

        AssertProblems("Reordered 3", "Reordered 4");
    }

    [TestMethod]
    public void ACutTailShowsOnlyAgainstAHeadKnownFromBefore()
    {
        var head = _archive.AppendMany(10);

        Remove(sequence => sequence > 7);

        Assert.IsTrue(_archive.Verify().IsIntact);
        AssertProblems(head, "TailMissing 8-10");
    }

    [TestMethod]
    public void AChainWrittenAnewShowsAgainstAHeadKnownFromBefore()
    {
        var head = _archive.AppendMany(3);
        Remove(_ => true);
        _archive.Append([.. Enumerable.Range(1, 5).Select(i => Messages.Submission(user: $"forged{i}"))]);

        Assert.IsTrue(_archive.Verify().IsIntact);
        AssertProblems(head, "HeadDiffers 3");
    }

    [TestMethod]
    public void AHeadKnownFromBeforeStaysTrueWhileTheChainGrows()
    {
        var head = _archive.AppendMany(3);
        _archive.AppendMany(4);

        Assert.IsTrue(_archive.Verify(head).IsIntact);
    }

    [TestMethod]
    [DataRow("DELETE FROM event WHERE sequence = 4", "IndexMissing 4")]
    [DataRow("UPDATE event SET outcome = 8 WHERE sequence = 4", "IndexExtra 4")]
    [DataRow("INSERT INTO event (sequence, received_at) VALUES (71, 0)", "IndexExtra 71")]
    public void AnIndexThatIsNotTheRecordsIsNoticed(string change, string problem)
    {
        _archive.AppendMany(10);

        _archive.Tamper(change);

        AssertProblems(problem);
    }

    [TestMethod]
    [DataRow(4, "IndexExtra 4")]
    [DataRow(70, "IndexExtra 70")]
    [DataRow(-70, "IndexExtra -70")]
    public void ATermThatNoRecordSaysIsNoticed(long sequence, string problem)
    {
        _archive.AppendMany(10);

        _archive.TamperTerms(rows => rows.Append(
            new TermRow(sequence, new SearchTerm(SearchTermKind.Agent, "nobody"), 0)));

        AssertProblems(problem);
    }

    [TestMethod]
    public void ATermThatIsMissingIsNoticed()
    {
        _archive.AppendMany(10);

        _archive.TamperTerms(rows => rows.Where(
            row => row.Sequence != 4 || row.Term.Kind != SearchTermKind.Agent));

        AssertProblems("IndexMissing 4");
    }

    /// <summary>A search inside a range of times would pass it over.</summary>
    [TestMethod]
    [DataRow("last_time = first_time - 1", "IndexMissing 4")]
    [DataRow("first_time = first_time + 1", "IndexMissing 4")]
    [DataRow("first_sequence = 3", "IndexExtra 3-4", "IndexMissing 4")]
    [DataRow("terms = zeroblob(3)", "IndexMissing 4")]
    [DataRow("terms = NULL", "IndexMissing 4")]
    public void ARunThatIsAnotherThanItSaysIsNoticed(string change, params string[] problems)
    {
        _archive.AppendMany(10);
        _archive.TamperTerms(rows => rows);

        _archive.Tamper($"UPDATE term_run SET {change} WHERE last_sequence = 4");

        AssertProblems(problems);
    }

    [TestMethod]
    public void ARecordBeforeTheFirstIsNoticed()
    {
        _archive.AppendMany(3);
        _archive.Tamper(
            """
            INSERT INTO record
            SELECT -5, received_at, transport, peer, peer_certificate, previous_hash, chain_hash, raw
            FROM record WHERE sequence = 1
            """);

        AssertProblems("Altered -5");
    }

    [TestMethod]
    public void MoreProblemsThanAnybodyReadsAreCounted()
    {
        _archive.AppendMany(1_200);
        _archive.Tamper("DELETE FROM event");

        var outcome = _archive.Verify();

        Assert.HasCount(1_000, outcome.Problems);
        Assert.AreEqual(1_200, outcome.ProblemCount);
    }

    [TestMethod]
    public void AnExtremeNumberIsNoticedInLittleTime()
    {
        _archive.AppendMany(10);
        Renumber(10, long.MaxValue);

        var kinds = _archive.Verify().Problems.Select(problem => problem.Kind).ToList();

        CollectionAssert.Contains(kinds, ChainProblemKind.Missing);
        CollectionAssert.Contains(kinds, ChainProblemKind.Reordered);
    }

    [TestMethod]
    [SqliteOnly]
    [DataRow(0.5, 0.25, 0)]
    [DataRow(0.3, 0.6, 0)]
    [DataRow(0.3, 0.1, 0x5A)]
    [DataRow(0.9, 0.1, 0xFF)]
    public void ADamagedFileIsReportedNotThrown(double begin, double part, int octet)
    {
        _archive.AppendMany(1_000);
        using (var file = File.OpenWrite(Checkpointed()))
        {
            file.Position = (long)(file.Length * begin);
            file.Write([.. Enumerable.Repeat((byte)octet, (int)(file.Length * part))]);
        }

        var outcome = _archive.Verify();

        Assert.IsFalse(outcome.IsIntact);
    }

    [TestMethod]
    public void TheTablesThemselvesRefuseChanges()
    {
        _archive.AppendMany(1);
        using var connection = Tampering.Open(_archive.Location);
        foreach (var sql in new[] { "UPDATE record SET peer = 'x'", "DELETE FROM record" })
        {
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            Assert.Throws<DbException>(() => command.ExecuteNonQuery());
        }
    }

    private string Checkpointed()
    {
        _archive.Tamper("PRAGMA wal_checkpoint(TRUNCATE)");
        return _archive.File;
    }

    private void Remove(Func<long, bool> of)
    {
        using (var readers = new ReaderPool(_archive.Database))
        {
            foreach (var sequence in readers.Read(session => session.All(
                "SELECT sequence FROM record", row => row.GetInt64(0))).Where(of))
            {
                _archive.Tamper($"DELETE FROM record WHERE sequence = {sequence}");
                _archive.Tamper($"DELETE FROM event WHERE sequence = {sequence}");
            }
        }

        _archive.RemoveTerms(of);
    }

    private void Renumber(long from, long to)
    {
        _archive.Tamper($"UPDATE record SET sequence = {to} WHERE sequence = {from};"
            + $"UPDATE event SET sequence = {to} WHERE sequence = {from}");
        _archive.TamperTerms(
            rows => rows.Select(row => row.Sequence == from ? row with { Sequence = to } : row));
    }

    private void AssertProblems(params string[] expected) => AssertProblems(null, expected);

    private void AssertProblems(ChainHead? head, params string[] expected)
    {
        var found = _archive.Verify(head).Problems
            .Select(p => p.First == p.Last ? $"{p.Kind} {p.First}" : $"{p.Kind} {p.First}-{p.Last}").ToArray();
        CollectionAssert.AreEqual(expected, found, string.Join(", ", found));
    }
}
