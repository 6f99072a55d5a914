using XdsDmp.CommandLine.Backups;
using XdsDmp.CommandLine.Output;
using XdsDmp.CommandLine.Serving;
using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Unit.CommandLine.Backups;

/// <summary>Where services have their databases: files, or servers.</summary>
[TestClass]
public sealed class BackupPlaceTests
{
    private const string Server = "postgres:Host=db;Database=registry;Username=x;Password=secret";
    private readonly string _folder = TestFolder.New();

    [TestMethod]
    public void WhatWorksOnFilesSaysWhatToDoWithAServerAndTellsNoPassword()
    {
        var place = Place(("Registry:Database", Server));

        var refused = Assert.ThrowsExactly<CommandException>(() => place.OnFiles("use pg_dump"));

        StringAssert.Contains(refused.Message, "PostgreSQL");
        Assert.AreEqual("use pg_dump", refused.Advice);
        Assert.IsFalse(refused.Message.Contains("secret", StringComparison.Ordinal), refused.Message);
    }

    [TestMethod]
    public void FilesAreFiles()
    {
        var place = Place();

        Assert.AreSame(place, place.OnFiles(""));
        Assert.AreEqual(Path.Combine(_folder, "registry.db"), place.Registry!.File);
    }

    [TestMethod]
    public void WhatLaterSettingsDoNotSayStaysAsItIs()
    {
        var file = Path.Combine(TestFolder.New(), "to.json");
        File.WriteAllText(file, """{"Repository": {"ContentStore": "Sql"}}""");

        var over = BackupPlace.Over(
            Place(), [file], new Dictionary<string, string?> { ["Registry:Database"] = Server });

        Assert.AreEqual(Server, over.Registry!.File);
        Assert.AreEqual(Path.Combine(_folder, "repository.db"), over.Repository!.File);
        Assert.AreEqual(Path.Combine(_folder, "content"), over.Settings["Repository:ContentFolder"]);
        Assert.AreEqual("Sql", over.Settings["Repository:ContentStore"]);
    }

    /// <summary>An S3 server is asked with the certificates that the services have, wherever they come from.</summary>
    [TestMethod]
    public void CertificatesAreThoseOfTheServices()
    {
        Assert.AreEqual(Path.Combine(_folder, "pki", "trust"), Place().Settings["Security:TrustFolder"]);
        var own = Place(("Security:Certificate", "own.pem"), ("Security:TrustFolder", "trusted"));
        Assert.AreEqual("own.pem", own.Settings["Security:Certificate"]);
        Assert.AreEqual("trusted", own.Settings["Security:TrustFolder"]);
    }

    private BackupPlace Place(params (string Key, string Value)[] settings) => BackupPlace.OfFolder(
        DataFolder.Of(_folder), settings.ToDictionary(it => it.Key, it => (string?)it.Value));
}
