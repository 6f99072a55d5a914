namespace XdsDmp.Tests.Scenarios.CommandLine;

[TestClass]
public sealed class UsageTests
{
    [TestMethod]
    public async Task AloneItShowsTheHelp()
    {
        var help = await CommandProcess.RunAsync();

        Assert.AreEqual(0, help.ExitCode);
        foreach (var command in "demo up submit query retrieve patient audit certificates".Split(' '))
        {
            StringAssert.Contains(help.Output, $"\n  {command} ");
        }
    }

    [TestMethod]
    [DataRow("frobnicate")]
    [DataRow("submit")]
    [DataRow("query")]
    [DataRow("up --bas-port 1")]
    [DataRow("up --Registri:Port=1")]
    [DataRow("query find-documents --patient P-1 --data /nowhere")]
    public async Task AMistakeGivesExitCode2AndNothingOnStandardOutput(string arguments)
    {
        var ended = await CommandProcess.RunAsync(arguments.Split(' '));

        Assert.AreEqual(2, ended.ExitCode, ended.ToString());
        Assert.AreEqual("", ended.Output);
        StringAssert.Contains(ended.Errors, "error:");
    }
}
