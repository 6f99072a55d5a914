using System.Security.Cryptography;
using XdsDmp.Tests.Scenarios.CommandLine;
using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Scenarios.Backups;

/// <summary>What is wrong with a backup is found before anybody needs it, and named.</summary>
[TestClass]
[SqliteOnly]
public sealed class BackupDamageTests
{
    private readonly string _place = TestFolder.New();

    [TestMethod]
    public async Task ABackupIsIntactAndIsRestoredOnceIntoAnEmptyPlace()
    {
        var prepared = await PreparedBackup.NewAsync();

        var verified = await VerifyAsync(prepared);
        var restored = await RestoreAsync(prepared);

        Assert.AreEqual(0, verified.ExitCode, verified.ToString());
        Assert.AreEqual(0, restored.ExitCode, restored.ToString());
        CollectionAssert.AreEqual(
            PreparedBackup.ContentOf(prepared.Data).Select(Hash).ToList(),
            PreparedBackup.ContentOf(_place).Select(Hash).ToList());
        var again = await RestoreAsync(prepared);
        Assert.AreEqual(2, again.ExitCode, again.ToString());
        StringAssert.Contains(again.Errors, "empty place");
    }

    [TestMethod]
    public async Task AFlippedBitInADocumentIsNamedAndTheOthersAreRestored()
    {
        var prepared = await PreparedBackup.NewAsync();
        var damaged = PreparedBackup.ContentOf(prepared.Backup)[3];
        PreparedBackup.FlipABit(damaged);

        var verified = await VerifyAsync(prepared);
        var restored = await RestoreAsync(prepared);

        Assert.AreEqual(1, verified.ExitCode, verified.ToString());
        StringAssert.Contains(verified.Output, Path.GetFileName(damaged));
        Assert.AreEqual(1, restored.ExitCode, restored.ToString());
        StringAssert.Contains(restored.Output, Path.GetFileName(damaged));
        Assert.HasCount(prepared.Submissions.Count - 1, PreparedBackup.ContentOf(_place));
        Assert.IsTrue(File.Exists(Path.Combine(_place, "registry.db")));
    }

    [TestMethod]
    public async Task AMissingDocumentIsNamed()
    {
        var prepared = await PreparedBackup.NewAsync();
        var missing = PreparedBackup.ContentOf(prepared.Backup)[0];
        File.Delete(missing);

        var verified = await VerifyAsync(prepared);

        Assert.AreEqual(1, verified.ExitCode, verified.ToString());
        StringAssert.Contains(verified.Output, Path.GetFileName(missing));
        StringAssert.Contains(verified.Output, "missing");
    }

    [TestMethod]
    [DataRow("registry.db")]
    [DataRow("repository.db")]
    [DataRow("audit.db")]
    public async Task AFlippedBitInADatabaseIsNamedAndNothingStartsOnWhatWasRestored(string database)
    {
        var prepared = await PreparedBackup.NewAsync();
        PreparedBackup.FlipABit(Path.Combine(PreparedBackup.SetOf(prepared.Backup), database));

        var verified = await VerifyAsync(prepared);
        var restored = await RestoreAsync(prepared);
        var up = await CommandProcess.RunAsync("up", "--data", _place);

        Assert.AreEqual(1, verified.ExitCode, verified.ToString());
        StringAssert.Contains(verified.Output, database);
        Assert.AreEqual(1, restored.ExitCode, restored.ToString());
        StringAssert.Contains(restored.Errors, database);
        Assert.AreEqual(1, up.ExitCode, up.ToString());
        StringAssert.Contains(up.Errors, "restore it again");
    }

    [TestMethod]
    public async Task ADamagedManifestIsNoManifest()
    {
        var prepared = await PreparedBackup.NewAsync();
        PreparedBackup.FlipABit(Path.Combine(PreparedBackup.SetOf(prepared.Backup), "manifest.json"));

        var restored = await RestoreAsync(prepared);

        Assert.AreEqual(1, restored.ExitCode, restored.ToString());
        StringAssert.Contains(restored.Errors, "manifest.json");
    }

    [TestMethod]
    [DataRow("\"registry\": 7", "\"registry\": 99")]
    [DataRow("\"format\": 1", "\"format\": 2")]
    public async Task ANewerBackupIsRefusedAndThePlaceStaysEmpty(string today, string tomorrow)
    {
        var prepared = await PreparedBackup.NewAsync();
        var set = PreparedBackup.SetOf(prepared.Backup);
        var manifest = Path.Combine(set, "manifest.json");
        var text = await File.ReadAllTextAsync(manifest);
        StringAssert.Contains(text, today);
        await File.WriteAllTextAsync(manifest, text.Replace(today, tomorrow, StringComparison.Ordinal));
        await File.WriteAllTextAsync(Path.Combine(set, "manifest.sha256"), $"{Hash(manifest)}  manifest.json\n");

        var restored = await RestoreAsync(prepared);

        Assert.AreEqual(2, restored.ExitCode, restored.ToString());
        StringAssert.Contains(restored.Errors, "newer");
        Assert.IsEmpty(Directory.GetFiles(_place, "*.db*"));
    }

    /// <summary>Damaged where the services keep it: told, and no reason not to save the others.</summary>
    [TestMethod]
    public async Task ADocumentThatIsDamagedInTheRepositoryIsToldAndTheOthersAreBackedUp()
    {
        var prepared = await PreparedBackup.NewAsync();
        var documents = PreparedBackup.ContentOf(prepared.Data);
        PreparedBackup.FlipABit(documents[1]);
        File.Delete(documents[2]);
        var fresh = TestFolder.New();

        var ended = await CommandProcess.RunAsync(PreparedBackup.Command("backup", prepared.Data, "--to", fresh));

        Assert.AreEqual(1, ended.ExitCode, ended.ToString());
        StringAssert.Contains(ended.Output, Path.GetFileName(documents[1]));
        StringAssert.Contains(ended.Output, Path.GetFileName(documents[2]));
        Assert.HasCount(documents.Count - 2, PreparedBackup.ContentOf(fresh));
        var verified = await CommandProcess.RunAsync("backup", "verify", fresh);
        Assert.AreEqual(0, verified.ExitCode, verified.ToString());

        // An earlier backup has it as it was: one more into the same folder keeps it.
        await CommandProcess.DoAsync(PreparedBackup.Command("backup", prepared.Data, "--to", prepared.Backup));
        Assert.AreEqual(0, (await RestoreAsync(prepared)).ExitCode);
        Assert.HasCount(documents.Count, PreparedBackup.ContentOf(_place));
    }

    /// <summary>Also what was removed from the repository leaves its backups in the end.</summary>
    [TestMethod]
    public async Task OldBackupsGoWithTheDocumentsThatOnlyTheyHad()
    {
        var prepared = await PreparedBackup.NewAsync();
        var gone = PreparedBackup.ContentOf(prepared.Backup)[0];
        await CommandProcess.DoAsync(PreparedBackup.Command("backup", prepared.Data, "--to", prepared.Backup));
        var second = PreparedBackup.SetOf(prepared.Backup);
        var list = Path.Combine(second, "content.list");
        await File.WriteAllLinesAsync(
            list, (await File.ReadAllLinesAsync(list))
                .Where(line => !line.StartsWith(Path.GetFileName(gone), StringComparison.Ordinal)));

        var pruned = await CommandProcess.DoAsync("backup", "prune", prepared.Backup, "--keep", "1");

        StringAssert.Contains(pruned.Output, "1 backups, 1 documents");
        Assert.AreEqual(second, PreparedBackup.SetOf(prepared.Backup));
        Assert.IsFalse(File.Exists(gone));
        Assert.HasCount(prepared.Submissions.Count - 1, PreparedBackup.ContentOf(prepared.Backup));
    }

    [TestMethod]
    public async Task AFullDiskMakesNoBackupAndSpoilsNoneThatIsThere()
    {
        if (!Environment.IsPrivilegedProcess || !OperatingSystem.IsLinux())
        {
            Assert.Inconclusive("a disk of our own can be mounted by root only");
        }

        var prepared = await PreparedBackup.NewAsync();
        using var disk = await SmallDisk.MountAsync("2500k");
        await CommandProcess.DoAsync(PreparedBackup.Command("backup", prepared.Data, "--to", disk.Path));

        var ended = await CommandProcess.RunAsync(PreparedBackup.Command("backup", prepared.Data, "--to", disk.Path));

        Assert.AreEqual(1, ended.ExitCode, ended.ToString());
        Assert.HasCount(1, Directory.GetDirectories(Path.Combine(disk.Path, "sets")));
        await CommandProcess.DoAsync("backup", "verify", disk.Path);

        await disk.ResizeAsync("20m");
        await CommandProcess.DoAsync(PreparedBackup.Command("backup", prepared.Data, "--to", disk.Path));
        Assert.HasCount(2, Directory.GetDirectories(Path.Combine(disk.Path, "sets")));
    }

    private static string Hash(string file) => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)));

    private static Task<Ended> VerifyAsync(PreparedBackup prepared) =>
        CommandProcess.RunAsync("backup", "verify", prepared.Backup);

    private Task<Ended> RestoreAsync(PreparedBackup prepared) =>
        CommandProcess.RunAsync(PreparedBackup.Command("restore", _place, "--from", prepared.Backup));
}
