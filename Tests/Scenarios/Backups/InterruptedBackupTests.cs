using XdsDmp.Tests.Scenarios.CommandLine;
using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Scenarios.Backups;

/// <summary>
/// kill -9 in the middle of a backup, and of a restore: the half of either is never taken for the whole.
/// </summary>
[TestClass]
[SqliteOnly]
[DoNotParallelize]
public sealed class InterruptedBackupTests
{
    private const int Rounds = 4;
    private const int MaxMilliseconds = 1_500;

    private readonly string _place = TestFolder.New();

    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    public async Task ABackupThatWasKilledIsNoneAndTheNextOneIsWhole()
    {
        var prepared = await PreparedBackup.NewAsync();
        var fresh = TestFolder.New();
        for (var round = 1; round <= Rounds; round++)
        {
            await KillAsync(round, PreparedBackup.Command("backup", prepared.Data, "--to", fresh));
        }

        await CommandProcess.DoAsync(PreparedBackup.Command("backup", prepared.Data, "--to", fresh));

        Assert.IsEmpty(Directory.GetDirectories(Path.Combine(fresh, "sets"), "*.unfinished"));
        Assert.IsEmpty(Directory.GetFiles(Path.Combine(fresh, "incoming")));
        await CommandProcess.DoAsync("backup", "verify", fresh);
        await CommandProcess.DoAsync(PreparedBackup.Command("restore", _place, "--from", fresh));
        Assert.HasCount(prepared.Submissions.Count, PreparedBackup.ContentOf(_place));
    }

    [TestMethod]
    public async Task NothingStartsOnARestoreThatWasKilledAndTheNextOneIsWhole()
    {
        var prepared = await PreparedBackup.NewAsync();
        var restore = PreparedBackup.Command("restore", _place, "--from", prepared.Backup);
        for (var round = 1; round <= Rounds; round++)
        {
            await KillAsync(round, restore);
        }

        if (Directory.GetFiles(_place, "*.restoring").Length > 0)
        {
            var up = await CommandProcess.RunAsync("up", "--data", _place);
            Assert.AreEqual(1, up.ExitCode, up.ToString());
        }

        var ended = await CommandProcess.RunAsync(restore);
        TestContext.WriteLine($"{ended}");
        Assert.IsTrue(
            ended.ExitCode == 0 || ended.Errors.Contains("empty place", StringComparison.Ordinal), ended.ToString());
        Assert.IsEmpty(Directory.GetFiles(_place, "*.restoring"));
        Assert.HasCount(prepared.Submissions.Count, PreparedBackup.ContentOf(_place));
        await CommandProcess.DoAsync("audit", "verify", "--data", _place);
    }

    /// <summary>At another moment each time; one that had ended already was as good.</summary>
    private async Task KillAsync(int round, string[] command)
    {
        var delay = Random.Shared.Next(MaxMilliseconds * (round - 1) / Rounds, MaxMilliseconds * round / Rounds);
        using var program = CommandProcess.Start(command);
        await Task.Delay(delay);
        await program.KillAsync();
        TestContext.WriteLine($"killed after {delay} ms");
    }
}
