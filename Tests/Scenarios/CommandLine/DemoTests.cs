namespace XdsDmp.Tests.Scenarios.CommandLine;

[TestClass]
public sealed class DemoTests
{
    [TestMethod]
    public async Task TheDemonstrationSucceeds()
    {
        var demo = await CommandProcess.RunAsync("demo");

        Assert.AreEqual(0, demo.ExitCode, demo.ToString());
        StringAssert.Contains(demo.Output, "the same as were sent");
        StringAssert.Contains(demo.Output, "Everything came out right.");
    }
}
