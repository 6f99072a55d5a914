using System.Security.Cryptography;
using XdsDmp.Hosting.Configuration;
using XdsDmp.Repository;
using XdsDmp.Repository.Content.Encryption;
using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Unit.Repository.Content.Encryption;

[TestClass]
public sealed class KeyRingTests
{
    private readonly byte[] _one = RandomNumberGenerator.GetBytes(32);
    private readonly byte[] _other = RandomNumberGenerator.GetBytes(32);

    [TestMethod]
    public void TheFirstKeyIsTheCurrentOne()
    {
        var keys = KeyRing.Parse(
            $"# comment\n\n  {Convert.ToBase64String(_one)}\r\n{Convert.ToHexString(_other)}\n", "test");

        Assert.AreEqual(new MasterKey(_one).Id, keys[0].Id);
        Assert.AreEqual(new MasterKey(_other).Id, keys[1].Id);
    }

    [TestMethod]
    [DataRow("", "no key")]
    [DataRow("# nothing\n", "no key")]
    [DataRow("secret", "line 1")]
    [DataRow("#\nAAAA", "line 2")]
    [DataRow("zz00112233445566778899aabbccddeeff00112233445566778899aabbccddee", "line 1")]
    public void WhatIsNoKeyIsNamedByItsLineAndNotShown(string text, string expected)
    {
        var failure = Assert.ThrowsExactly<ConfigurationException>(() => KeyRing.Parse(text, "keys.txt"));

        StringAssert.Contains(failure.Message, "keys.txt");
        StringAssert.Contains(failure.Message, expected);
        Assert.IsFalse(failure.Message.Contains("secret", StringComparison.Ordinal));
    }

    [TestMethod]
    public void ANewKeyIsPutAboveTheOldOnes()
    {
        var file = Path.Combine(TestFolder.New(), "master.keys");

        var (first, second) = (KeyRing.Add(file), KeyRing.Add(file));

        CollectionAssert.AreEqual(
            new[] { second.Id, first.Id }, KeyRing.ReadFile(file).Select(key => key.Id).ToArray());
        if (!OperatingSystem.IsWindows())
        {
            Assert.AreEqual(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        }
    }

    [TestMethod]
    public void ACommandMayGiveTheKeys()
    {
        var keys = MasterKeys.Of(new RepositoryOptions { MasterKeyCommand = ["echo", Convert.ToBase64String(_one)] });

        Assert.AreEqual(new MasterKey(_one).Id, keys.Current!.Id);
    }

    [TestMethod]
    public void ACommandThatFailsStopsTheService()
    {
        Fails("exit code 1", "false");
        Fails("no key", "true");
        Fails("/no/such/program", "/no/such/program");

        static void Fails(string expected, params string[] command) => StringAssert.Contains(
            Assert.ThrowsExactly<ConfigurationException>(() => MasterKeys.Of(
                new RepositoryOptions { MasterKeyCommand = command })).Message,
            expected);
    }

    [TestMethod]
    public void KeysComeFromOnePlace() => Assert.ThrowsExactly<ConfigurationException>(() => MasterKeys.Of(
        new RepositoryOptions { MasterKeyFile = "keys", MasterKeyCommand = ["true"] }));

    [TestMethod]
    public void AFileThatIsNotThereStopsTheService() => Assert.ThrowsExactly<ConfigurationException>(() =>
        MasterKeys.Of(new RepositoryOptions { MasterKeyFile = "/no/such/file" }));

    [TestMethod]
    public void AFileThatGoesWrongLeavesTheKeysAsTheyWere()
    {
        var file = Path.Combine(TestFolder.New(), "master.keys");
        var key = KeyRing.Add(file);
        var keys = MasterKeys.Of(new RepositoryOptions { MasterKeyFile = file });
        File.WriteAllText(file, "half a k");

        Assert.ThrowsExactly<ConfigurationException>(keys.Renew);

        Assert.AreEqual(key.Id, keys.Current!.Id);
    }
}
