using System.Text.Json.Nodes;
using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Scenarios.CommandLine;

/// <summary>Sign and verify as a person would: files at hand, and what is registered.</summary>
[TestClass]
public sealed class SignatureCommandTests
{
    private readonly string _folder = TestFolder.New();

    [TestInitialize]
    public async Task MakeFiles()
    {
        Directory.CreateDirectory(_folder);
        await File.WriteAllTextAsync(In("a.txt"), "one");
        await File.WriteAllTextAsync(In("b.txt"), "two");
        await CommandProcess.DoAsync("certificates", "ca", "Signers", "--out", In("signers"));
        await CommandProcess.DoAsync(
            "certificates", "client", "801234567897", "--name", "signer", "--out", _folder, "--ca",
            In("signers/ca.pem"), "--ca-key", In("signers/ca.key"));
        File.Delete(In("signers/ca.key"));
    }

    [TestCleanup]
    public void Remove() => TestFolder.Delete(_folder);

    [TestMethod]
    public async Task FilesAreSignedAndVerified()
    {
        await CommandProcess.DoAsync(
            "sign", In("a.txt") + "=1.2.3.1", In("b.txt") + "=1.2.3.2", "--set", "1.2.3", "--cert", In("signer.pem"),
            "--key", In("signer.key"), "--purpose", "author", "--out", In("s.xml"));
        string[] verify =
        [
            "verify", In("s.xml"), In("a.txt") + "=1.2.3.1", In("b.txt") + "=1.2.3.2", "--set", "1.2.3", "--signers",
            In("signers"), "--author", "801234567897",
        ];
        var good = await CommandProcess.DoAsync(verify);
        Assert.Contains("purpose  Author", good.Output);
        Assert.DoesNotContain("not checked", good.Output);

        await File.AppendAllTextAsync(In("b.txt"), "!");
        var bad = await CommandProcess.RunAsync([.. verify, "--json"]);
        Assert.AreEqual(1, bad.ExitCode, bad.ToString());
        var invalid = JsonNode.Parse(bad.Output)!["levels"]!.AsArray()
            .Where(level => (string)level!["state"]! == "Invalid").ToList();
        Assert.AreEqual(
            "Digest 1.2.3.2", string.Join(',', invalid.Select(one => $"{one!["level"]} {one["document"]}")));
    }

    [TestMethod]
    public async Task WhatIsMissingIsWrongUsage()
    {
        var unnamed = await CommandProcess.RunAsync(
            "sign", In("a.txt"), "--cert", In("signer.pem"), "--key", In("signer.key"));
        Assert.AreEqual(2, unnamed.ExitCode);
        Assert.Contains("under which uniqueId", unnamed.Errors);
        Assert.AreEqual(2, (await CommandProcess.RunAsync("sign", In("a.txt") + "=1.2.3")).ExitCode);
    }

    [TestMethod]
    public async Task ASubmissionIsSignedOnItsWayAndVerifiedFromTheServices()
    {
        using var up = CommandProcess.Start(
            "up", "--data", In("data"), "--Registry:UnknownPatients=Accept", "--Repository:SubmissionSignature=Require",
            $"--Repository:DocumentSigners={In("signers")}");
        await up.UntilUpAsync(In("data"));
        var plain = await CommandProcess.RunAsync("submit", In("a.txt"), "--patient", "P-1", "--data", In("data"));
        Assert.AreEqual(1, plain.ExitCode);
        Assert.Contains("SIG-required", plain.Errors);

        var signed = await CommandProcess.DoAsync(
            "submit", In("a.txt"), In("b.txt"), "--patient", "P-1", "--sign", "--style", "dmp", "--sign-cert",
            In("signer.pem"), "--sign-key", In("signer.key"), "--data", In("data"), "--json");
        var documents = JsonNode.Parse(signed.Output)!["documents"]!.AsArray();
        Assert.HasCount(3, documents);

        var verified = await CommandProcess.DoAsync(
            "verify", (string)documents[2]!["uniqueId"]!, "--signers", In("signers"), "--data", In("data"), "--json");
        var levels = JsonNode.Parse(verified.Output)!["levels"]!.AsArray();
        Assert.AreEqual("Author", string.Join(',', levels.Where(level => (string)level!["state"]! != "Valid")
            .Select(level => (string)level!["level"]!)));

        var records = await CommandProcess.DoAsync("audit", "list", "--data", In("data"));
        Assert.Contains("Signed Manifest", records.Output);
        Assert.Contains("Report Verification", records.Output);
        Assert.AreEqual(0, (await up.StopAsync()).ExitCode);
    }

    private string In(string name) => Path.Combine(_folder, name);
}
