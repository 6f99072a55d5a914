using System.Data.Common;
using System.IO.Compression;
using System.Text;
using XdsDmp.Atna.Storage;
using XdsDmp.Atna.Storage.Segments;
using XdsDmp.Tests.Support;
using XdsDmp.Tests.Unit.Atna.Storage;

namespace XdsDmp.Tests.Unit.Atna.Archiving;

[TestClass]
public sealed class RetentionTests : IDisposable
{
    private readonly SignedArchive _archive = new();

    public void Dispose() => _archive.Dispose();

    [TestMethod]
    public async Task ArchivedFilesVerifyAloneAndWithTheDatabase()
    {
        await _archive.AddSignedAsync(9, times: 3);
        await ArchiveAllAsync();

        var alone = await _archive.VerifyFilesAsync();

        Assert.AreEqual("", SignedArchive.Of(alone));
        Assert.AreEqual(27, alone.Records);
        Assert.AreEqual(27, alone.SignedUpTo);
        Assert.AreEqual("", SignedArchive.Of(await _archive.VerifyFilesAsync(withDatabase: true)));
        Assert.AreEqual("", SignedArchive.Of(_archive.Verify()));
    }

    [TestMethod]
    public async Task WhatRemainsStillVerifiesAfterOldRecordsWereRemoved()
    {
        await _archive.AddSignedAsync(10, times: 3);
        await ArchiveAllAsync();
        _archive.Clock.Now = Messages.Time.AddDays(31);
        var removed = await _archive.Retention(30).RemoveNextAsync(CancellationToken.None);
        await _archive.AddSignedAsync(5);

        var outcome = _archive.Verify();

        Assert.AreEqual((1L, 10L), (removed!.First, removed.Last));
        Assert.AreEqual("", SignedArchive.Of(outcome));
        Assert.AreEqual(10, outcome.RemovedRecords);
        Assert.AreEqual("", SignedArchive.Of(await _archive.VerifyFilesAsync(withDatabase: true)));
        Assert.IsFalse(_archive.Records.Find(new AuditFilter { ObjectId = "1.2.3.1" }).Any(found => found <= 10));
    }

    [TestMethod]
    public async Task TheRemovalIsItselfRecordedWithCountsTimesAndDigest()
    {
        await RemoveFirstAsync();
        using var archive = _archive.Records.Open();

        var line = archive.List(new AuditFilter { EventCode = "110101", Limit = 1 })[0];
        var item = archive.Find(line.Sequence)!.Audit.Objects[0];

        Assert.AreEqual("D", line.Event.Action);
        var details = string.Join(' ', item.Details.Select(detail => detail.ToString()));
        StringAssert.Contains(details, "retention-days:30");
        StringAssert.Contains(details, "Records");
        StringAssert.Contains(details, "ChainHash");
    }

    [TestMethod]
    public async Task NothingIsRemovedBeforeItsTimeOrOnLegalHold()
    {
        await _archive.AddSignedAsync(10);
        await ArchiveAllAsync();
        var early = await _archive.Retention(30).RemoveNextAsync(CancellationToken.None);
        _archive.Clock.Now = Messages.Time.AddDays(31);

        Assert.IsNull(early);
        Assert.IsNull(await _archive.Retention(30, isOnHold: true).RemoveNextAsync(CancellationToken.None));
        Assert.IsNull(await _archive.Retention(30, false, "away:6514").RemoveNextAsync(CancellationToken.None));
        Assert.AreEqual(0, _archive.Verify().RemovedRecords);
    }

    [TestMethod]
    public async Task NothingIsRemovedWhoseFileIsDamaged()
    {
        await _archive.AddSignedAsync(10);
        await ArchiveAllAsync();
        _archive.Clock.Now = Messages.Time.AddDays(31);
        Rewrite(_archive.Files[0], text => text.Replace("CN=practice", "CN=nobody", StringComparison.Ordinal));

        await Assert.ThrowsExactlyAsync<InvalidDataException>(
            () => _archive.Retention(30).RemoveNextAsync(CancellationToken.None));
        Assert.AreEqual(0, _archive.Verify().RemovedRecords);
    }

    [TestMethod]
    public async Task WhatDoesNotVerifyIsNotArchived()
    {
        await _archive.AddSignedAsync(10);
        _archive.Records.Tamper("UPDATE record SET peer = 'x' WHERE sequence = 4");

        await Assert.ThrowsExactlyAsync<InvalidDataException>(ArchiveAllAsync);
    }

    [TestMethod]
    public async Task RecordsCanBeDeletedWithARecordedSegmentOnly()
    {
        await RemoveFirstAsync();
        using var connection = Tampering.Open(_archive.Records.Location);
        using var command = connection.CreateCommand();
        command.CommandText = "DELETE FROM record WHERE sequence = 11";

        Assert.Throws<DbException>(() => command.ExecuteNonQuery());
    }

    [TestMethod]
    public async Task ARemovalThatNobodySignedDoesNotExcuseMissingRecords()
    {
        await _archive.AddSignedAsync(10);
        await ArchiveAllAsync();
        _archive.Records.Tamper(
            """
            INSERT INTO segment_removal SELECT last_sequence, 0, 0,
                replace(replace(statement, 'segment/1', 'removal/1'), ' time=', ' rule=mine time='), signature
            FROM segment;
            DELETE FROM event WHERE sequence <= 10; DELETE FROM record WHERE sequence <= 10
            """);
        _archive.Records.RemoveTerms(sequence => sequence <= 10);

        var problems = SignedArchive.Of(_archive.Verify());

        StringAssert.Contains(problems, "SignatureWrong 1-10");
        StringAssert.Contains(problems, "Missing 1-10");
    }

    [TestMethod]
    public async Task MissingRecordsOfASegmentThatWasNotRemovedAreNamed()
    {
        await _archive.AddSignedAsync(10);
        await ArchiveAllAsync();
        _archive.Records.Tamper(
            "DELETE FROM event WHERE sequence IN (4, 5); DELETE FROM record WHERE sequence IN (4, 5)");
        _archive.Records.RemoveTerms(sequence => sequence is 4 or 5);

        Assert.AreEqual("Missing 4-5", SignedArchive.Of(_archive.Verify()));
    }

    [TestMethod]
    [DataRow("CN=practice", "CN=nobody", "Altered")]
    [DataRow("\"sequence\":4,", "\"sequence\":40,", "Missing")]
    [DataRow("{\"end\":10}\n", "", "TailMissing 10")]
    [DataRow("records=10", "records=99", "SignatureWrong 10")]
    [DataRow("\"first\":1,", "\"first\":2,", "SegmentDiffers")]
    public async Task AnAlteredFileIsReported(string part, string forged, string problem)
    {
        await _archive.AddSignedAsync(10);
        await ArchiveAllAsync();
        Rewrite(_archive.Files[0], text => Once(text, part, forged));

        StringAssert.Contains(SignedArchive.Of(await _archive.VerifyFilesAsync()), problem);
    }

    [TestMethod]
    public async Task ALineTakenOutOfAFileIsNamed()
    {
        await _archive.AddSignedAsync(10);
        await ArchiveAllAsync();
        Rewrite(_archive.Files[0], text => string.Join(
            '\n', text.Split('\n').Where(line => !line.StartsWith("{\"sequence\":4,", StringComparison.Ordinal))));

        StringAssert.StartsWith(SignedArchive.Of(await _archive.VerifyFilesAsync()), "Missing 4");
    }

    [TestMethod]
    public async Task AFlippedByteOfTheCompressedFileIsReported()
    {
        await _archive.AddSignedAsync(10);
        await ArchiveAllAsync();
        var bytes = File.ReadAllBytes(_archive.Files[0]);
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(_archive.Files[0], bytes);

        Assert.IsFalse((await _archive.VerifyFilesAsync()).IsIntact);
    }

    [TestMethod]
    public async Task EveryOctetComesThroughAFile()
    {
        _archive.Records.Append(Messages.Of([.. Enumerable.Range(0, 256).Select(i => (byte)i)]), Messages.Of([]));
        _archive.Records.AppendMany(8);
        await ArchiveAllAsync();

        Assert.AreEqual("", SignedArchive.Of(await _archive.VerifyFilesAsync(withDatabase: true)));
    }

    [TestMethod]
    public async Task ARemovalThatWasInterruptedIsSeenAndGoesOn()
    {
        await _archive.AddSignedAsync(10, times: 2);
        await ArchiveAllAsync();
        _archive.Clock.Now = Messages.Time.AddDays(31);
        await _archive.Writer.WriteAsync(session =>
        {
            var segment = SegmentStore.Find(session, 10)!.Segment!;
            SegmentStore.AppendRemoval(
                session, SegmentRemoval.Make(_archive.Key, segment, "retention-days:30", _archive.Clock.Now));
            SegmentStore.Remove(session, segment, SegmentStore.Some(session, segment, limit: 3));
        });

        var between = SignedArchive.Of(_archive.Verify());
        await _archive.Retention(30).RemoveNextAsync(CancellationToken.None);

        Assert.AreEqual("", between);
        Assert.IsEmpty(_archive.Records.Find(new AuditFilter { ObjectId = "1.2.3.1" }).Where(found => found <= 10));
        Assert.AreEqual("", SignedArchive.Of(_archive.Verify()));
        Assert.AreEqual(10, _archive.Verify().RemovedRecords);
    }

    private async Task RemoveFirstAsync()
    {
        await _archive.AddSignedAsync(10, times: 2);
        await ArchiveAllAsync();
        _archive.Clock.Now = Messages.Time.AddDays(31);
        Assert.IsNotNull(await _archive.Retention(30).RemoveNextAsync(CancellationToken.None));
    }

    private async Task ArchiveAllAsync()
    {
        while (await _archive.Archivist.ArchiveNextAsync(
            Messages.Time.AddMinutes(1), evenIfSmall: true, CancellationToken.None) is not null)
        {
        }
    }

    private static string Once(string text, string part, string replacement)
    {
        var at = text.IndexOf(part, StringComparison.Ordinal);
        Assert.IsGreaterThanOrEqualTo(0, at, part);
        return text[..at] + replacement + text[(at + part.Length)..];
    }

    private static void Rewrite(string path, Func<string, string> change)
    {
        string text;
        using (var zip = new GZipStream(File.OpenRead(path), CompressionMode.Decompress))
        {
            text = new StreamReader(zip, Encoding.UTF8).ReadToEnd();
        }

        using var output = new GZipStream(File.Create(path), CompressionLevel.Fastest);
        output.Write(Encoding.UTF8.GetBytes(change(text)));
    }
}
