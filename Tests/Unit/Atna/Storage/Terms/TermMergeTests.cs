using System.Text;
using XdsDmp.Atna.Storage;
using XdsDmp.Atna.Storage.Terms;
using XdsDmp.Sql;

namespace XdsDmp.Tests.Unit.Atna.Storage.Terms;

[TestClass]
public sealed class TermMergeTests
{
    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    public async Task SearchesFindTheSameHoweverRunsAreMerged(int seed)
    {
        using var archive = new RandomArchive(seed);
        var random = new Random(seed);
        while (archive.Count < 9_500)
        {
            await archive.AppendAsync(random.Next(8) == 0 ? random.Next(100, 900) : random.Next(1, 30));
            if (random.Next(4) == 0)
            {
                await archive.Merge.MergeNextAsync(CancellationToken.None);
            }

            if (random.Next(4) == 0)
            {
                archive.AssertSearch();
            }
        }

        await archive.Merge.RunAsync(CancellationToken.None);
        Assert.AreEqual(1, Runs(archive).Count(run => run.IsInBlocks));
        for (var i = 0; i < 120; i++)
        {
            archive.AssertSearch();
        }
    }

    [TestMethod]
    public async Task WhatIsMergedMeanwhileIsFoundAllTheSame()
    {
        using var archive = new RandomArchive(3);
        using var end = new CancellationTokenSource();
        var merging = Task.Run(async () =>
        {
            while (!end.IsCancellationRequested)
            {
                await archive.Merge.MergeNextAsync(CancellationToken.None);
                await Task.Yield();
            }
        });
        while (archive.Count < 9_000)
        {
            await archive.AppendAsync(100);
            archive.AssertSearch();
        }

        await end.CancelAsync();
        await merging;
    }

    /// <summary>What it left is found by nobody, and goes when the next one begins.</summary>
    [TestMethod]
    public async Task AMergeThatIsBrokenOffIsMadeAgain()
    {
        using var archive = new RandomArchive(4);
        while (archive.Count < 8_192)
        {
            await archive.AppendAsync(512);
        }

        // The writer tells of a commit after whoever waits for it: what was appended must not be counted.
        await Task.Delay(TimeSpan.FromMilliseconds(300));
        using var stop = new CancellationTokenSource();
        var writes = 0;
        archive.Writer.Committed = _ =>
        {
            if (++writes == 2)
            {
                stop.Cancel();
            }
        };
        await Assert.ThrowsAsync<OperationCanceledException>(() => archive.Merge.RunAsync(stop.Token));
        Assert.IsFalse(Runs(archive).Exists(run => run.IsInBlocks));
        Assert.IsGreaterThan(0, Blocks(archive, 8_192));
        archive.AssertSearch();

        // So that another one is made than was begun.
        archive.Records.Tamper("DELETE FROM term_run WHERE last_sequence = 8192");
        await archive.AppendAsync(512);
        await archive.Merge.RunAsync(CancellationToken.None);
        Assert.AreEqual(0, Blocks(archive, 8_192));
        Assert.AreEqual(8_704, Runs(archive).Single(run => run.IsInBlocks).Last);
    }

    /// <summary>The right to merge may be lost without the loser knowing at once.</summary>
    [TestMethod]
    public async Task TwoThatMergeAtTheSameTimeDoNoHarm()
    {
        using var archive = new RandomArchive(5);
        var database = new Database(archive.Records.Location);
        using var writer = new GroupCommitWriter(database);
        using var readers = new ReaderPool(database);
        var other = new TermMerge(writer, readers);
        while (archive.Count < 18_000)
        {
            await archive.AppendAsync(1_000);
            await Task.WhenAll(
                Task.Run(() => archive.Merge.RunAsync(CancellationToken.None)),
                Task.Run(() => other.RunAsync(CancellationToken.None)));
            archive.AssertSearch();
        }

        await archive.Merge.RunAsync(CancellationToken.None);
        Assert.AreEqual(2, Runs(archive).Count(run => run.IsInBlocks));
        for (var i = 0; i < 50; i++)
        {
            archive.AssertSearch();
        }
    }

    [TestMethod]
    public async Task WhatWasMergedIsVerified()
    {
        using var archive = new TemporaryArchive();
        await FillAsync(archive, 8_400);

        Assert.AreEqual("", SignedArchive.Of(archive.Verify()));
        archive.Tamper(
            "UPDATE term_block SET first_term = $other WHERE first_term = "
                + "(SELECT first_term FROM term_block ORDER BY first_term DESC LIMIT 1)",
            ("$other", new byte[] { 200, 1 }));
        Assert.AreEqual("IndexMissing 1-8200", SignedArchive.Of(archive.Verify()));
    }

    [TestMethod]
    public async Task ATermThatIsMissingInALargeRunIsNoticed()
    {
        using var archive = new TemporaryArchive();
        await FillAsync(archive, 8_400);

        archive.Tamper("DELETE FROM term_block WHERE first_term = "
            + "(SELECT first_term FROM term_block ORDER BY first_term DESC LIMIT 1)");

        var outcome = archive.Verify();
        Assert.IsGreaterThan(0, outcome.ProblemCount);
        Assert.IsTrue(outcome.Problems.All(problem => problem.Kind == ChainProblemKind.IndexMissing));
    }

    /// <summary>Half an answer would be a wrong one.</summary>
    [TestMethod]
    public void ASearchThatMeetsADamagedRunFails()
    {
        using var archive = new TemporaryArchive();
        archive.AppendMany(3);
        archive.Tamper("UPDATE term_run SET terms = zeroblob(7)");

        Assert.ThrowsExactly<InvalidDataException>(() => archive.Find(new AuditFilter { Patient = "p1" }));
    }

    [TestMethod]
    [DataRow(20, false)]
    [DataRow(8_300, true)]
    public async Task NothingOfARemovedRecordStaysInARun(int records, bool isLarge)
    {
        using var archive = new SignedArchive();
        archive.Records.Append(
            Messages.Submission(patient: "secret7", user: "secret7", document: "1.2.secret7", type: "secret7"));
        await archive.AddSignedAsync(9);
        await FillAsync(archive.Records, records);
        await archive.Archivist.ArchiveNextAsync(
            Messages.Time.AddMinutes(1), evenIfSmall: false, CancellationToken.None);
        archive.Clock.Now = Messages.Time.AddDays(31);
        Assert.AreEqual(isLarge, TermTampering.Runs(archive.Records.Database)[0].IsInBlocks);
        Assert.IsTrue(Octets(archive, "secret7"));

        await archive.Retention(30).RemoveNextAsync(CancellationToken.None);

        Assert.IsFalse(Octets(archive, "secret7"));
        Assert.IsTrue(TermTampering.Read(archive.Records.Database).TrueForAll(row => row.Sequence > 10));
        Assert.AreEqual("", SignedArchive.Of(archive.Verify()));
        Assert.HasCount(1, archive.Records.Find(new AuditFilter { ObjectId = "1.2.3.20" }));
    }

    private static async Task FillAsync(TemporaryArchive archive, int records)
    {
        using var writer = new GroupCommitWriter(archive.Database);
        using var readers = new ReaderPool(archive.Database);
        for (var first = 1; first <= records; first += 200)
        {
            var batch = PreparedBatch.Of(
                Enumerable.Range(first, Math.Min(200, records + 1 - first)).Select(
                    i => Messages.Submission(document: $"1.2.3.{i}")));
            await writer.WriteAsync(session => AuditRecordStore.Append(session, batch));
        }

        await new TermMerge(writer, readers).RunAsync(CancellationToken.None);
    }

    private static bool Octets(SignedArchive archive, string text)
    {
        var octets = archive.Readers.Read(session => (IEnumerable<byte[]>)
        [
            .. session.All("SELECT terms FROM term_run", row => RowValues.Octets(row, 0)),
            .. session.All("SELECT terms FROM term_block", row => RowValues.Octets(row, 0)),
            .. session.All("SELECT first_term FROM term_block", row => RowValues.Octets(row, 0)),
        ]);
        return octets.Any(one => one.AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0);
    }

    private static List<TermRun> Runs(RandomArchive archive) => TermTampering.Runs(archive.Records.Database);

    private static long Blocks(RandomArchive archive, long run) =>
        archive.Readers.Read(session => TermBlockStore.Count(session, run));
}
