using System.IO.Compression;
using System.Text;
using XdsDmp.Atna.Storage;
using XdsDmp.Atna.Storage.Terms;
using XdsDmp.Tests.Scenarios.CommandLine;
using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Scenarios.Atna;

/// <summary>
/// Somebody changes the records of a stopped audit repository, or files made of them: <c>xdsdmp audit verify</c> says
/// which. Records 1, 14, 15 and 24 are starts and stops, checkpoints cover 14 and 24.
/// </summary>
[TestClass]
[SqliteOnly]
public sealed class TamperingTests
{
    private const string CutBehind20 = """
        DELETE FROM record WHERE sequence > 20; DELETE FROM event WHERE sequence > 20;
        """;

    private static readonly Lazy<Task<string>> Original = new(MakeAsync);

    private readonly string _folder = TestFolder.New();

    private string Database => Path.Combine(_folder, "atna.db");

    private string Anchors => Path.Combine(_folder, "atna-checkpoints.txt");

    [TestMethod]
    public async Task NothingIsSaidOfWhatNobodyTouched()
    {
        await CopyAsync();

        var ended = await VerifyAsync();

        Assert.AreEqual(0, ended.ExitCode, ended.ToString());
        StringAssert.Contains(ended.Output, "24 records: intact");
        StringAssert.Contains(ended.Output, "2 checkpoints; signed up to record 24");
    }

    [TestMethod]
    [DataRow("UPDATE record SET raw = CAST(replace(CAST(raw AS TEXT), 'user05', 'user04') AS BLOB) WHERE sequence = 6",
        "Altered 6")]
    [DataRow("UPDATE record SET chain_hash = zeroblob(32) WHERE sequence = 6", "Altered 6")]
    [DataRow("UPDATE record SET previous_hash = zeroblob(32) WHERE sequence = 6", "Altered 6")]
    [DataRow("UPDATE record SET peer = '127.0.0.2' WHERE sequence = 6", "Altered 6")]
    [DataRow("UPDATE record SET peer_certificate = 'CN=x' WHERE sequence = 24", "Altered 24")]
    [DataRow("UPDATE record SET received_at = received_at + 1 WHERE sequence = 6", "Altered 6")]
    [DataRow("UPDATE checkpoint SET statement = replace(statement, 'sequence=14', 'sequence=13') WHERE number = 1",
        "SignatureWrong 1")]
    [DataRow("UPDATE checkpoint SET signature = zeroblob(70) WHERE number = 2", "SignatureWrong 2")]
    [DataRow("DELETE FROM record WHERE sequence = 6; DELETE FROM event WHERE sequence = 6", "Missing 6")]
    [DataRow("UPDATE record SET sequence = 99 WHERE sequence = 6; UPDATE record SET sequence = 6 WHERE sequence = 9;"
        + "UPDATE record SET sequence = 9 WHERE sequence = 99", "Reordered 6|Reordered 9")]
    [DataRow(CutBehind20, "TailMissing 21 to 24")]
    [DataRow(CutBehind20 + "DELETE FROM checkpoint WHERE number = 2", "CheckpointMissing 2|TailMissing 21 to 24")]
    [DataRow("UPDATE event SET outcome = 4 WHERE sequence = 6", "IndexExtra 6")]
    public async Task WhatWasDoneToTheDatabaseIsNamed(string sql, string problems)
    {
        await CopyAsync();
        Tamper(sql);

        AssertProblems(await VerifyAsync(), problems);
    }

    /// <summary>Which is what anchors are for.</summary>
    [TestMethod]
    public async Task ATailCutTogetherWithItsCheckpointShowsAgainstAnchorsOrAKnownHeadOnly()
    {
        await CopyAsync();
        var head = (await VerifyAsync()).Output.Split("end of the chain: ")[1].Trim();
        Tamper(CutBehind20 + "DELETE FROM checkpoint WHERE number = 2");
        File.Delete(Anchors);

        Assert.AreEqual(0, (await VerifyAsync()).ExitCode);
        AssertProblems(await VerifyAsync("--known-head", head), "TailMissing 21 to 24");
    }

    /// <summary>By somebody who can compute hashes, but has not the key.</summary>
    [TestMethod]
    [DataRow("", "HeadDiffers 14|HeadDiffers 24")]
    [DataRow("DELETE FROM checkpoint", "CheckpointMissing 1|CheckpointMissing 2|HeadDiffers 14|HeadDiffers 24")]
    public async Task AChainWrittenAnewIsNamed(string sql, string problems)
    {
        await CopyAsync();
        RewriteChain();
        Tamper(sql);

        AssertProblems(await VerifyAsync(), problems);
    }

    /// <summary>The 25th record tells of the export itself.</summary>
    [TestMethod]
    [DataRow("user05", "user04", "Altered 6")]
    [DataRow("\"peer\":\"", "\"peer\":\"x", "Altered 1")]
    [DataRow("number=1 ", "number=3 ", "SignatureWrong 14")]
    [DataRow("{\"end\":25}\n", "", "TailMissing 25")]
    public async Task WhatWasDoneToAnExportIsNamed(string part, string forged, string problems)
    {
        await CopyAsync();
        var file = Path.Combine(_folder, "records.audit.gz");
        await DoAsync("export", file, "--database", Database);
        await VerifyFileAsync(file, 0);
        Rewrite(file, part, forged);

        AssertProblems(await VerifyFileAsync(file, 1), problems);
    }

    [TestMethod]
    public async Task ArchivedFilesVerifyAloneAndWithTheDatabaseAndAFlippedByteShows()
    {
        await CopyAsync();
        var archive = Path.Combine(_folder, "archive");
        var done = await DoAsync("archive", archive, "--database", Database, "--before", "2999-01-01");
        StringAssert.Contains(done.Errors, "2999-01-01 is in the future");
        var file = Directory.GetFiles(archive).Single();

        await VerifyFileAsync(file, 0);
        await VerifyFileAsync(file, 0, "--database", Database);
        Assert.AreEqual(0, (await VerifyAsync()).ExitCode);

        var bytes = await File.ReadAllBytesAsync(file);
        bytes[bytes.Length / 2] ^= 1;
        await File.WriteAllBytesAsync(file, bytes);
        StringAssert.Contains((await VerifyFileAsync(file, 1)).Output, "damaged");
    }

    private static async Task<string> MakeAsync()
    {
        await using var node = await AtnaNode.StartAsync();
        await node.SendAsync([.. Enumerable.Range(1, 12).Select(Message)]);
        await node.StopAsync();
        await node.StartAgainAsync();
        await node.SendAsync([.. Enumerable.Range(13, 8).Select(Message)]);
        await node.StopAsync();
        var folder = TestFolder.New();
        foreach (var name in new[] { "atna.db", "atna-checkpoint.pub", "atna-checkpoint.key", "atna-checkpoints.txt" })
        {
            File.Copy(
                Path.Combine(Path.GetDirectoryName(node.DatabaseFile)!, name), Path.Combine(folder, name));
        }

        return folder;
    }

    private static byte[] Message(int number) => Encoding.UTF8.GetBytes(
        $"""
        <85>1 2026-03-01T10:00:00Z host app 12 DICOM+RFC3881 - <AuditMessage>
        <EventIdentification EventActionCode="E" EventDateTime="2026-03-01T10:00:00Z" EventOutcomeIndicator="0">
        <EventID csd-code="110112" codeSystemName="DCM" originalText="Query"/></EventIdentification>
        <ActiveParticipant UserID="user{number:00}" UserIsRequestor="true"/>
        <AuditSourceIdentification AuditSourceID="tampering"/>
        </AuditMessage>
        """);

    private async Task CopyAsync()
    {
        foreach (var file in Directory.GetFiles(await Original.Value))
        {
            File.Copy(file, Path.Combine(_folder, Path.GetFileName(file)));
        }
    }

    private void Tamper(string sql, params IReadOnlyList<(string Name, object Value)> values)
    {
        Tampering.Run(Database, sql, values);
        if (sql.Contains("DELETE FROM event", StringComparison.Ordinal))
        {
            MakeTermsAnew();
        }
    }

    /// <summary>Records that are gone leave nothing in the index of terms.</summary>
    private void MakeTermsAnew()
    {
        Tampering.Run(Database, "DELETE FROM term_run; DELETE FROM term_block");
        using var archive = AuditArchive.Open(Database);
        for (var sequence = 1L; sequence <= 24; sequence++)
        {
            if (archive.Find(sequence) is { } record)
            {
                var run = NewRun.Of([AuditIndex.Of(record.Message)])[0];
                Tampering.Run(
                    Database, "INSERT INTO term_run VALUES ($n, $n, 1, $first, $last, $terms)",
                    ("$n", sequence), ("$first", run.FirstTime), ("$last", run.LastTime), ("$terms", run.Terms));
            }
        }
    }

    private void RewriteChain()
    {
        using var archive = AuditArchive.Open(Database);
        var previous = AuditChain.Start.ToArray();
        for (var sequence = 1L; sequence <= 24; sequence++)
        {
            var message = archive.Find(sequence)!.Message;
            var forged = message with { Peer = message.Transport == Transports.Own ? "" : "127.0.0.9" };
            var hash = AuditChain.ChainHash(previous, sequence, AuditChain.ContentHash(forged));
            Tamper(
                "UPDATE record SET peer = $peer, previous_hash = $previous, chain_hash = $hash WHERE sequence = $n",
                ("$peer", forged.Peer), ("$previous", previous), ("$hash", hash), ("$n", sequence));
            previous = hash;
        }
    }

    private static void Rewrite(string path, string part, string forged)
    {
        string text;
        using (var zip = new GZipStream(File.OpenRead(path), CompressionMode.Decompress))
        {
            text = new StreamReader(zip, Encoding.UTF8).ReadToEnd();
        }

        var at = text.IndexOf(part, StringComparison.Ordinal);
        Assert.IsGreaterThanOrEqualTo(0, at, part);
        using var output = new GZipStream(File.Create(path), CompressionLevel.Fastest);
        output.Write(Encoding.UTF8.GetBytes(text[..at] + forged + text[(at + part.Length)..]));
    }

    private Task<Ended> VerifyAsync(params string[] more) =>
        CommandProcess.RunAsync(["audit", "verify", "--database", Database, .. more]);

    private async Task<Ended> VerifyFileAsync(string file, int exitCode, params string[] more)
    {
        var key = Path.Combine(_folder, "atna-checkpoint.pub");
        var ended = await CommandProcess.RunAsync(
            ["audit", "verify", "--public-key", key, "--archive", file, .. more]);
        Assert.AreEqual(exitCode, ended.ExitCode, ended.ToString());
        return ended;
    }

    private static Task<Ended> DoAsync(params string[] arguments) => CommandProcess.DoAsync(["audit", .. arguments]);

    /// <summary>These, and no others.</summary>
    private static void AssertProblems(Ended ended, string problems)
    {
        Assert.AreEqual(1, ended.ExitCode, ended.ToString());
        var kinds = Enum.GetNames<ChainProblemKind>();
        var named = ended.Output.Split('\n').Where(line => kinds.Contains(line.Split(' ')[0]))
            .Select(line => line.Split(':')[0]).Order(StringComparer.Ordinal);
        Assert.AreEqual(problems, string.Join('|', named), ended.ToString());
    }
}
