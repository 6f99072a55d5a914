using System.Runtime.Versioning;
using System.Text.Json;

namespace XdsDmp.Tests.Scenarios.CommandLine;

/// <summary>A day with the program: start, announce, submit, find, retrieve, audit, stop, start again.</summary>
[TestClass]
public sealed class UpTests
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("xdsdmp-up-");

    private string Data => Path.Combine(_folder.FullName, "data");

    [TestCleanup]
    public void Remove() => _folder.Delete(recursive: true);

    [TestMethod]
    public async Task WhatIsSubmittedComesBack()
    {
        var report = Path.Combine(_folder.FullName, "note.txt");
        await File.WriteAllTextAsync(report, "Note fictive");
        using var up = CommandProcess.Start("up", "--data", Data);
        await up.UntilUpAsync(Data);

        await CommandProcess.DoAsync("patient", "add", "P-1", "--data", Data);
        await CommandProcess.DoAsync("submit", report, "--patient", "P-1", "--unique-id", "1.2.3.4", "--data", Data);
        var found = await CommandProcess.DoAsync(
            "query", "find-documents", "--patient", "P-1", "--json", "--data", Data);
        using var json = JsonDocument.Parse(found.Output);
        Assert.AreEqual("1.2.3.4", json.RootElement.GetProperty("documents")[0].GetProperty("uniqueId").GetString());
        var retrieved = Path.Combine(_folder.FullName, "back.txt");
        await CommandProcess.DoAsync("retrieve", "1.2.3.4", "--out", retrieved, "--data", Data);
        Assert.AreEqual("Note fictive", await File.ReadAllTextAsync(retrieved));
        await CommandProcess.DoAsync("audit", "verify", "--data", Data);
    }

    [TestMethod]
    public async Task AMergedPatientsDocumentsAreFoundUnderTheOther()
    {
        var report = Path.Combine(_folder.FullName, "note.txt");
        await File.WriteAllTextAsync(report, "Note fictive");
        using var up = CommandProcess.Start("up", "--data", Data);
        await up.UntilUpAsync(Data);
        await CommandProcess.DoAsync("patient", "add", "P-1", "--data", Data);
        await CommandProcess.DoAsync("patient", "add", "P-2", "--data", Data);
        await CommandProcess.DoAsync("submit", report, "--patient", "P-1", "--data", Data);

        await CommandProcess.DoAsync("patient", "merge", "P-1", "--into", "P-2", "--data", Data);

        var found = await CommandProcess.DoAsync(
            "query", "find-documents", "--patient", "P-2", "--json", "--data", Data);
        using var json = JsonDocument.Parse(found.Output);
        Assert.AreEqual(1, json.RootElement.GetProperty("documents").GetArrayLength());
        var again = await CommandProcess.RunAsync("patient", "merge", "P-1", "--into", "P-2", "--data", Data);
        Assert.AreEqual(1, again.ExitCode, again.ToString());
        StringAssert.Contains(again.Errors, "PIF-notSubsumed");
    }

    [TestMethod]
    public async Task ARefusalIsExplainedAndGivesExitCode1()
    {
        var report = Path.Combine(_folder.FullName, "note.txt");
        await File.WriteAllTextAsync(report, "Note fictive");
        using var up = CommandProcess.Start("up", "--data", Data);
        await up.UntilUpAsync(Data);

        var refused = await CommandProcess.RunAsync("submit", report, "--patient", "NOBODY", "--data", Data);

        Assert.AreEqual(1, refused.ExitCode, refused.ToString());
        StringAssert.Contains(refused.Errors, "XDSUnknownPatientId");
        StringAssert.Contains(refused.Errors, "REG-patient");
    }

    [TestMethod]
    public async Task ACertificateThatTheSystemsFileDoesNotNameMayDoNothing()
    {
        var report = Path.Combine(_folder.FullName, "note.txt");
        await File.WriteAllTextAsync(report, "Note fictive");
        using var up = CommandProcess.Start("up", "--data", Data, "--Registry:UnknownPatients=Accept");
        await up.UntilUpAsync(Data);
        await CommandProcess.DoAsync("domain", "check", Path.Combine(Data, "systems.json"));
        var pki = Path.Combine(Data, "pki");
        await CommandProcess.DoAsync(
            "certificates", "client", "second", "--ca", Path.Combine(pki, "ca.pem"), "--ca-key",
            Path.Combine(pki, "ca.key"), "--out", _folder.FullName);

        var refused = await CommandProcess.RunAsync(
            "submit", report, "--patient", "P-1", "--data", Data,
            "--cert", Path.Combine(_folder.FullName, "second.pem"),
            "--key", Path.Combine(_folder.FullName, "second.key"));

        Assert.AreEqual(1, refused.ExitCode, refused.ToString());
        StringAssert.Contains(refused.Errors, "this system is not allowed ITI-41 here");
        await CommandProcess.DoAsync("submit", report, "--patient", "P-1", "--data", Data);
    }

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    [UnsupportedOSPlatform("windows")]
    public async Task WhatOthersCanReadIsTold()
    {
        using (var first = CommandProcess.Start("up", "--data", Data))
        {
            await first.UntilUpAsync(Data);
            var key = Path.Combine(Data, "pki", "practice.key");
            Assert.AreEqual(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(key));
            foreach (var file in Directory.GetFiles(Data, "*.db*"))
            {
                Assert.AreEqual(
                    UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file), file);
            }

            await first.StopAsync();
        }

        Open(Data, Path.Combine(Data, "pki"));
        File.SetUnixFileMode(
            Path.Combine(Data, "pki", "practice.key"), UnixFileMode.UserRead | UnixFileMode.OtherRead);
        using var second = CommandProcess.Start("up", "--data", Data);
        await second.UntilUpAsync(Data);

        var ended = await second.StopAsync();
        StringAssert.Contains(ended.Errors, "other users can read");
        StringAssert.Contains(ended.Errors.ReplaceLineEndings(""), "practice.key");
        Assert.DoesNotContain("auditor.key", ended.Errors.ReplaceLineEndings(""));
    }

    [TestMethod]
    public async Task ASecretOnTheCommandLineIsRefused()
    {
        var refused = await CommandProcess.RunAsync("up", "--data", Data, "--Security:KeyPassword=hunter2");

        Assert.AreEqual(2, refused.ExitCode);
        StringAssert.Contains(refused.Errors, "every user of this machine");
        Assert.DoesNotContain("hunter2", refused.Errors);
    }

    [TestMethod]
    public async Task ASettingOnTheCommandLineHolds()
    {
        var report = Path.Combine(_folder.FullName, "note.txt");
        await File.WriteAllTextAsync(report, "Note fictive");
        using var up = CommandProcess.Start("up", "--data", Data, "--Registry:UnknownPatients=Accept");
        await up.UntilUpAsync(Data);

        await CommandProcess.DoAsync("submit", report, "--patient", "NOBODY", "--data", Data);
    }

    [TestMethod]
    public async Task TheIdentityOutlivesARestartAndTheEndpointsDoNot()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Inconclusive("needs SIGTERM");
        }

        using var first = CommandProcess.Start("up", "--data", Data);
        var before = await first.UntilUpAsync(Data);
        var stopped = await first.StopAsync();
        Assert.AreEqual(0, stopped.ExitCode, stopped.ToString());
        Assert.IsFalse(File.Exists(Path.Combine(Data, "endpoints.json")));

        using var second = CommandProcess.Start("up", "--data", Data);
        var after = await second.UntilUpAsync(Data);

        Assert.AreEqual(before.RepositoryUniqueId, after.RepositoryUniqueId);
        Assert.AreEqual(before.AssigningAuthority, after.AssigningAuthority);
    }

    [TestMethod]
    public async Task ASecondUpIsKeptOut()
    {
        using var up = CommandProcess.Start("up", "--data", Data);
        await up.UntilUpAsync(Data);

        var second = await CommandProcess.RunAsync("up", "--data", Data);

        Assert.AreEqual(2, second.ExitCode, second.ToString());
        StringAssert.Contains(second.Errors, "in use by another");
        Assert.IsTrue(File.Exists(Path.Combine(Data, "endpoints.json")), "the first one's endpoints are still there");
    }

    [TestMethod]
    public async Task TheDataFolderIsForItsOwnerOnly()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Inconclusive("has no file modes");
            return;
        }

        using var up = CommandProcess.Start("up", "--data", Data);
        await up.UntilUpAsync(Data);

        Assert.AreEqual(
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Data));
    }

    /// <summary>As somebody might who wants to look into it from another account.</summary>
    [UnsupportedOSPlatform("windows")]
    private static void Open(params string[] folders)
    {
        foreach (var folder in folders)
        {
            File.SetUnixFileMode(folder, File.GetUnixFileMode(folder)
                | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
        }
    }
}
