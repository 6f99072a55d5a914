using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Scenarios.Operations;

/// <summary>The units of systemd, by systemd's own judgement.</summary>
[TestClass]
public sealed class PackagingTests
{
    [TestMethod]
    public void TheUnitsAreGoodAndLetTheServicesDoLittle()
    {
        var folder = TestFolder.New();
        var units = Directory.GetFiles(SourceFolder.At("packaging", "systemd"), "*.service")
            .Select(unit => WithoutProgram(unit, folder)).ToList();
        Assert.HasCount(4, units);
        if (ExternalTool.TryRun("systemd-analyze", ["verify", .. units]) is not { } verified)
        {
            Assert.Inconclusive("no systemd here");
            return;
        }

        Assert.AreEqual(0, verified.ExitCode, verified.Errors);
        Assert.AreEqual("", verified.Errors);
        foreach (var unit in units)
        {
            // Up to 2.0 systemd calls it good; without any hardening it is 9.2.
            var judged = ExternalTool.TryRun(
                "systemd-analyze", "security", "--offline=true", "--threshold=20", "--no-pager", unit)!;
            Assert.AreEqual(0, judged.ExitCode, judged.Output);
        }
    }

    /// <summary>What they start is not installed on the machine of a test.</summary>
    private static string WithoutProgram(string unit, string folder)
    {
        var lines = File.ReadLines(unit).Select(line =>
            line.StartsWith("ExecStart=", StringComparison.Ordinal) ? "ExecStart=/bin/true" : line);
        var copy = Path.Combine(folder, Path.GetFileName(unit));
        File.WriteAllLines(copy, lines);
        return copy;
    }
}
