using XdsDmp.Repository.Checks;
using XdsDmp.Repository.Commands;

namespace XdsDmp.Tests.Unit.Repository.Checks;

/// <summary>With the shell as the operator's program.</summary>
[TestClass]
[OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
public sealed class CommandCheckTests
{
    [TestMethod]
    [DataRow("cat >/dev/null")]
    [DataRow("exit 0")]
    [DataRow("test \"$(wc -c)\" = 1000000")]
    public async Task ExitCodeZeroLetsADocumentPass(string script) =>
        Assert.AreSame(CheckVerdict.Clean, await CheckAsync(script));

    [TestMethod]
    [DataRow("echo Bad.Thing; exit 1", "Bad.Thing")]
    [DataRow("cat >/dev/null; echo; echo '  Bad.Thing '; echo more; exit 7", "Bad.Thing")]
    [DataRow("echo Bad.Thing >&2; exit 1", "Bad.Thing")]
    [DataRow("exit 1", "(without a name)")]
    public async Task AnyOtherRefusesIt(string script, string finding) =>
        Assert.AreEqual(new CheckVerdict.Refused(finding), await CheckAsync(script));

    [TestMethod]
    public async Task AnExitCodeThatIsNotListedIsTrouble() =>
        Assert.IsInstanceOfType<CheckVerdict.Unanswered>(await CheckAsync("echo cannot connect >&2; exit 2", [1]));

    [TestMethod]
    public async Task AProgramThatIsKilledHasNotLetItPass() =>
        Assert.IsInstanceOfType<CheckVerdict.Unanswered>(await CheckAsync("kill -9 $$"));

    [TestMethod]
    public async Task OutputWithoutEndIsCut()
    {
        var verdict = await CheckAsync("head -c 3000000 /dev/zero | tr '\\0' x; exit 1");

        Assert.IsLessThan(300, ((CheckVerdict.Refused)verdict).Finding.Length);
    }

    [TestMethod]
    public async Task AProgramThatIsNotThereIsTrouble() => await Assert.ThrowsAsync<IOException>(
        () => new CommandCheck(new OperatorCommand("/nowhere/scanner", []), []).CheckAsync(
            Stream.Null, 0, CancellationToken.None));

    [TestMethod]
    public async Task AProgramThatDoesNotEndIsKilledWithWhatItHasStarted()
    {
        using var soon = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));

        await Assert.ThrowsAsync<OperationCanceledException>(() => CheckAsync("sleep 1000 & wait", [], soon.Token));
    }

    [TestMethod]
    public async Task ItSeesNothingOfTheServicesEnvironment()
    {
        Environment.SetEnvironmentVariable("XDSDMP_SECRET_OF_TESTS", "1");

        Assert.AreSame(
            CheckVerdict.Clean, await CheckAsync("test -z \"$XDSDMP_SECRET_OF_TESTS\" && test -n \"$PATH\""));
    }

    [TestMethod]
    public async Task ADocumentCanBeAFileWhichIsGoneAfterwards()
    {
        var command = new OperatorCommand(
            "/bin/sh", ["-c", "echo $1; grep -q bad $1 && exit 3; exit 1", "sh", "{file}"]);

        var verdict = await new CommandCheck(command, []).CheckAsync(
            new MemoryStream("bad"u8.ToArray()), 3, CancellationToken.None);

        var path = ((CheckVerdict.Refused)verdict).Finding;
        StringAssert.Contains(path, "xdsdmp-check-");
        Assert.IsFalse(File.Exists(path));
    }

    private static Task<CheckVerdict> CheckAsync(
        string script, IReadOnlyCollection<int>? refusing = null, CancellationToken cancel = default) =>
        new CommandCheck(new OperatorCommand("/bin/sh", ["-c", script]), refusing ?? [])
            .CheckAsync(new MemoryStream(new byte[1_000_000]), 1_000_000, cancel);
}
