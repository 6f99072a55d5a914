using System.Runtime.Versioning;
using XdsDmp.Security.Files;

namespace XdsDmp.Tests.Unit.Security.Files;

[TestClass]
[OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
[UnsupportedOSPlatform("windows")]
public sealed class FileExposureTests
{
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode Enter = UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    [TestMethod]
    [DataRow(UnixFileMode.None, true)]
    [DataRow(UnixFileMode.OtherRead, false)]
    [DataRow(UnixFileMode.GroupRead, false)]
    [DataRow(UnixFileMode.OtherWrite, false)]
    public void ASecretIsItsOwnersAlone(UnixFileMode others, bool isPrivate)
    {
        using TemporaryFolder folder = new();
        string file = NewFile(folder, Owner | Enter, others);

        Assert.AreEqual(isPrivate, FileExposure.OfSecret(file) is null);
    }

    [TestMethod]
    public void InAFolderThatNobodyElseCanEnterAFileIsPrivateWhateverItsMode()
    {
        using TemporaryFolder folder = new();
        string file = NewFile(folder, Owner, UnixFileMode.GroupRead | UnixFileMode.OtherRead);

        Assert.IsNull(FileExposure.OfSecret(file));
    }

    [TestMethod]
    public void AFolderThatOnlyTheGroupCanEnterHidesFromTheRest()
    {
        using TemporaryFolder folder = new();

        Assert.IsNull(FileExposure.OfSecret(
            NewFile(folder, Owner | UnixFileMode.GroupExecute, UnixFileMode.OtherRead)));
        File.SetUnixFileMode(folder.Path, Owner | UnixFileMode.OtherExecute);
        Assert.IsNotNull(FileExposure.OfSecret(folder.File("file")));
    }

    [TestMethod]
    public void WhatIsTrustedMayBeReadButNotChanged()
    {
        using TemporaryFolder folder = new();
        string file = NewFile(folder, Owner | Enter, UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        Assert.IsNull(FileExposure.OfTrusted(file));

        File.SetUnixFileMode(file, File.GetUnixFileMode(file) | UnixFileMode.GroupWrite);

        StringAssert.Contains(FileExposure.OfTrusted(file)!, "mode 664");
    }

    [TestMethod]
    public void WhatIsNotThereIsNoRisk() => Assert.IsNull(FileExposure.OfSecret("/nowhere/at/all"));

    [TestMethod]
    public void WhatWeMakeIsPrivateWhateverTheUmask()
    {
        using TemporaryFolder folder = new();
        string path = folder.File("a");

        PrivateFiles.CreateFolder(path);
        PrivateFiles.CreateNew(Path.Combine(path, "handle")).Dispose();
        new FileStream(
            Path.Combine(path, "stream"), PrivateFiles.Options(FileMode.Create, FileAccess.Write)).Dispose();

        Assert.AreEqual(Owner, File.GetUnixFileMode(path));
        foreach (string file in Directory.GetFiles(path))
        {
            Assert.AreEqual(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file), file);
        }
    }

    private static string NewFile(TemporaryFolder folder, UnixFileMode folderMode, UnixFileMode others)
    {
        string file = folder.File("file");
        File.WriteAllText(file, "x");
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | others);
        File.SetUnixFileMode(folder.Path, folderMode);
        return file;
    }
}
