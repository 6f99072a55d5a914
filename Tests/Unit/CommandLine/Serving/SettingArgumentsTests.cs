using XdsDmp.CommandLine.Output;
using XdsDmp.CommandLine.Serving;

namespace XdsDmp.Tests.Unit.CommandLine.Serving;

[TestClass]
public sealed class SettingArgumentsTests
{
    [TestMethod]
    public void SettingsAreTakenOutInEitherForm()
    {
        var (commands, settings) = SettingArguments.Split(
            ["up", "--data", "d", "--Registry:UnknownPatients=Accept", "--Logs:Level", "Debug", "--base-port", "8443"]);

        Assert.AreEqual("up --data d --base-port 8443", string.Join(' ', commands));
        var read = SettingArguments.Read(settings);
        Assert.AreEqual("Accept", read["Registry:UnknownPatients"]);
        Assert.AreEqual("Debug", read["Logs:Level"]);
    }

    [TestMethod]
    public void AValueMayHoldAnything() => Assert.AreEqual(
        "https://host:1/x=y",
        SettingArguments.Read(["--Repository:RegistryUrl=https://host:1/x=y"])["repository:registryurl"]);

    [TestMethod]
    public void OtherCommandsAreLeftAlone()
    {
        string[] arguments = ["query", "--Registry:Port=1"];

        Assert.AreSame(arguments, SettingArguments.Split(arguments).Commands);
    }

    [TestMethod]
    [DataRow("--Registri:Port=1")]
    [DataRow("--Registry:Port")]
    public void AnUnknownSectionOrNoValueIsAMistake(string setting) => Assert.AreEqual(
        ExitCode.Usage, Assert.ThrowsExactly<CommandException>(() => SettingArguments.Read([setting])).Code);
}
