using System.Runtime.Versioning;
using Microsoft.Extensions.Configuration;
using XdsDmp.Hosting;
using XdsDmp.Sql;
using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Unit.Hosting;

[TestClass]
[SqliteOnly]
[OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
[UnsupportedOSPlatform("windows")]
public sealed class ExposedFilesTests
{
    private const UnixFileMode Everyone = UnixFileMode.GroupRead | UnixFileMode.OtherRead
        | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    private readonly string _folder = TestFolder.New();

    [TestInitialize]
    public void OpenFolder() => Open(_folder);

    [TestCleanup]
    public void Remove() => TestFolder.Delete(_folder);

    [TestMethod]
    public async Task ADatabaseThatWeMakeIsPrivateWithAllThatStandsBesideIt()
    {
        var database = new Database(At("registry.db"));
        MigrationRunner.Migrate(database, MigrationSet.Shared);
        using var writer = new GroupCommitWriter(database);
        await writer.WriteAsync(session => Outbox.Append(session, [1]));

        Assert.HasCount(3, Directory.GetFiles(_folder, "registry.db*"));
        Assert.IsEmpty(Warnings(("Registry:Database", database.File)));
    }

    [TestMethod]
    public void ADatabaseThatOthersCanReadIsTold()
    {
        Write("registry.db");
        Write("registry.db-wal");

        var warnings = Warnings(("Registry:Database", At("registry.db")));

        Assert.HasCount(2, warnings);
        StringAssert.Contains(warnings[0], $"other users can read {At("registry.db")}");
    }

    [TestMethod]
    public void AKeyThatLiesBesideOursIsToldToo()
    {
        Write("node.key", isPrivate: true);
        Write("ca.key");

        StringAssert.Contains(Warnings(("Security:Key", At("node.key"))).Single(), At("ca.key"));
    }

    [TestMethod]
    public void ATrustFolderThatOthersCanWriteIsTold()
    {
        var trust = Directory.CreateDirectory(At("trust")).FullName;
        Open(trust);
        Assert.IsEmpty(Warnings(("Security:TrustFolder", trust)));

        File.SetUnixFileMode(trust, File.GetUnixFileMode(trust) | UnixFileMode.OtherWrite);

        StringAssert.Contains(Warnings(("Security:TrustFolder", trust)).Single(), "who is trusted");
    }

    [TestMethod]
    public void EachServiceTellsOfItsOwnFilesOnly()
    {
        Write("registry.db");

        Assert.IsEmpty(ExposedFiles.Warnings(Settings(("Registry:Database", At("registry.db"))), "atna", "Security"));
        Assert.HasCount(
            1, ExposedFiles.Warnings(Settings(("Registry:Database", At("registry.db"))), "registry", "Security"));
    }

    private static IReadOnlyList<string> Warnings(params (string Key, string Path)[] settings) =>
        ExposedFiles.Warnings(Settings(settings));

    private static IConfigurationRoot Settings(params (string Key, string Path)[] settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(
            settings.ToDictionary(s => s.Key, s => (string?)s.Path)).Build();

    private void Write(string name, bool isPrivate = false)
    {
        File.WriteAllText(At(name), "x");
        File.SetUnixFileMode(At(name), UnixFileMode.UserRead | UnixFileMode.UserWrite
            | (isPrivate ? UnixFileMode.None : UnixFileMode.OtherRead));
    }

    private string At(string name) => Path.Combine(_folder, name);

    private static void Open(string folder) => File.SetUnixFileMode(folder, File.GetUnixFileMode(folder) | Everyone);
}
