namespace XdsDmp.Tests.Scenarios.CommandLine;

[TestClass]
public sealed class CertificatesTests
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("xdsdmp-certificates-");

    [TestCleanup]
    public void Remove() => _folder.Delete(recursive: true);

    [TestMethod]
    public async Task AnAuthorityIssuesForServersAndClients()
    {
        Assert.AreEqual(0, (await RunAsync("ca", "Test CA")).ExitCode);
        var server = await RunAsync("server", "xds.example.org", "192.0.2.7");
        var client = await RunAsync("client", "practice software", "--name", "practice");

        StringAssert.Contains(server.Output, "xds.example.org, 192.0.2.7");
        StringAssert.Contains(server.Output, "CN=Test CA");
        StringAssert.Contains(client.Output, "CN=practice software");
        Assert.IsTrue(File.Exists(Path.Combine(_folder.FullName, "practice.key")));
    }

    [TestMethod]
    public async Task AKeyIsNeverOverwritten()
    {
        await RunAsync("ca");
        var key = Path.Combine(_folder.FullName, "ca.key");
        var before = await File.ReadAllTextAsync(key);

        var again = await RunAsync("ca");

        Assert.AreEqual(1, again.ExitCode, again.ToString());
        Assert.AreEqual(before, await File.ReadAllTextAsync(key));
    }

    private Task<Ended> RunAsync(params string[] arguments) =>
        CommandProcess.RunAsync(["certificates", .. arguments, "--out", _folder.FullName]);
}
