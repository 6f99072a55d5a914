using XdsDmp.Security.Systems;
using XdsDmp.Security.Trust;

namespace XdsDmp.Tests.Unit.Security.Systems;

[TestClass]
public sealed class SystemRegisterTests
{
    private static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(2);

    private readonly FakeClock _clock = new();
    private readonly List<TrustAlarm> _alarms = [];
    private readonly List<string> _changes = [];

    [TestMethod]
    public void AnEditedFileCountsAtTheNextLookAndIsTold()
    {
        using TemporaryFolder folder = new();
        string file = Written(folder, SystemsReaderTests.File(SystemsReaderTests.System()));
        SystemRegister register = Open(file);

        Written(folder, SystemsReaderTests.File(SystemsReaderTests.System(name: "practice 2 of that name")));
        Assert.IsNotNull(register.Current.Named("practice 1"), "looked at again before its time");
        _clock.Advance(LookInterval);

        Assert.IsNotNull(register.Current.Named("practice 2 of that name"));
        Assert.IsNull(register.Current.Named("practice 1"));
        StringAssert.Contains(_changes.Single(), "systems file version test-1");
        Assert.IsEmpty(_alarms);
    }

    [TestMethod]
    public void AFileWithMistakesLeavesWhatWasGoodAndRaisesOneAlarm()
    {
        using TemporaryFolder folder = new();
        string file = Written(folder, SystemsReaderTests.File(SystemsReaderTests.System()));
        SystemRegister register = Open(file);
        SystemDirectory good = register.Current;

        Written(folder, SystemsReaderTests.File(SystemsReaderTests.System(kind: "nothing like it")));
        _clock.Advance(LookInterval);
        Assert.AreSame(good, register.Current);
        _clock.Advance(LookInterval);
        Assert.AreSame(good, register.Current);

        Assert.AreEqual(TrustAlarmKind.SystemsFileUnusable, _alarms.Single().Kind);
        StringAssert.Contains(_alarms.Single().Text, "$.systems[0].kind");
        Assert.IsEmpty(_changes);
    }

    [TestMethod]
    public void AFileThatIsTakenAwayLeavesWhatWasGood()
    {
        using TemporaryFolder folder = new();
        string file = Written(folder, SystemsReaderTests.File(SystemsReaderTests.System()));
        SystemRegister register = Open(file);

        File.Delete(file);
        _clock.Advance(LookInterval);

        Assert.IsNotNull(register.Current.Named("practice 1"));
        Assert.AreEqual(TrustAlarmKind.SystemsFileUnusable, _alarms.Single().Kind);
    }

    [TestMethod]
    public void AServiceDoesNotStartWithMistakes()
    {
        using TemporaryFolder folder = new();
        string file = Written(folder, "{}");

        TrustException wrong = Assert.ThrowsExactly<TrustException>(() => Open(file));

        StringAssert.Contains(wrong.Message, "'version' is missing");
    }

    [TestMethod]
    public void WithoutAFileTheDirectoryIsOpen() => Assert.IsTrue(Open("").Current.IsOpen);

    private SystemRegister Open(string path) =>
        SystemRegister.Open(path, _clock, _alarms.Add, (_, what) => _changes.Add(what));

    private static string Written(TemporaryFolder folder, string json)
    {
        string file = folder.File("systems.json");
        File.WriteAllText(file, json);
        return file;
    }
}
