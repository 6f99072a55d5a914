using XdsDmp.Atna.Storage;
using XdsDmp.Atna.Web.Accounts;
using XdsDmp.Sql;
using XdsDmp.Tests.Unit.Atna.Storage;

namespace XdsDmp.Tests.Unit.Atna.Web.Accounts;

[TestClass]
public sealed class LoginTests : IDisposable
{
    private const string Password = "correct horse battery";
    private readonly TemporaryArchive _archive = new();
    private readonly GroupCommitWriter _writer;
    private readonly ReaderPool _readers;
    private readonly SetClock _clock = new();
    private readonly Login _login;
    private readonly AuditorAccount _account = AuditorAccount.Create("ann", Password, iterations: 1_000);

    public LoginTests()
    {
        _writer = new GroupCommitWriter(_archive.Database);
        _readers = new ReaderPool(_archive.Database);
        _login = new Login(_writer, _readers, _clock);
    }

    [TestInitialize]
    public async Task Make() => Assert.IsTrue(await _writer.WriteAsync(s => AuditorStore.Add(s, _account)));

    public void Dispose()
    {
        _login.Dispose();
        _readers.Dispose();
        _writer.Dispose();
        _archive.Dispose();
    }

    [TestMethod]
    public async Task NamePasswordAndCodeLetIn() => Assert.AreEqual("ann", await TryAsync(Password, Code()));

    [TestMethod]
    public async Task EachOfThemIsNeeded()
    {
        Assert.IsNull(await TryAsync("wrong", Code()));
        Assert.IsNull(await TryAsync(Password, "000000" == Code() ? "000001" : "000000"));
        Assert.IsNull(await TryAsync(Password, ""));
        Assert.IsNull(await _login.TryAsync("bob", Password, Code(), CancellationToken.None));
    }

    [TestMethod]
    public async Task ACodeServesOnce()
    {
        Assert.IsNotNull(await TryAsync(Password, Code()));
        Assert.IsNull(await TryAsync(Password, Code()));
        _clock.Now += TimeSpan.FromSeconds(30);
        Assert.IsNotNull(await TryAsync(Password, Code()));
    }

    [TestMethod]
    public async Task AClockMayBeHalfAMinuteOff()
    {
        var early = OneTimeCode.At(_account.Totp, OneTimeCode.StepOf(_clock.Now) + 1);
        Assert.IsNotNull(await TryAsync(Password, early));
        _clock.Now += TimeSpan.FromMinutes(5);
        Assert.IsNull(await TryAsync(Password, early));
    }

    [TestMethod]
    public async Task FiveFailuresLockForAQuarterOfAnHour()
    {
        for (var i = 0; i < 5; i++)
        {
            Assert.IsNull(await TryAsync("wrong", Code()));
        }

        Assert.IsNull(await TryAsync(Password, Code()));
        _clock.Now += TimeSpan.FromMinutes(14);
        Assert.IsNull(await TryAsync(Password, Code()));
        _clock.Now += TimeSpan.FromMinutes(2);
        Assert.IsNotNull(await TryAsync(Password, Code()));
    }

    [TestMethod]
    [DataRow(59L, "287082")]
    [DataRow(1111111109L, "081804")]
    [DataRow(20000000000L, "353130")]
    public void CodesAreThoseOfRfc6238(long seconds, string code) => Assert.AreEqual(
        code,
        OneTimeCode.At("12345678901234567890"u8, OneTimeCode.StepOf(DateTimeOffset.FromUnixTimeSeconds(seconds))));

    [TestMethod]
    public void SecretsAreInBase32() =>
        Assert.AreEqual("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", OneTimeCode.ToBase32("12345678901234567890"u8));

    [TestMethod]
    public void ASessionEndsWhenNobodyUsesIt()
    {
        var sessions = new Sessions(_clock);
        var token = sessions.Open("ann");
        _clock.Now += TimeSpan.FromMinutes(14);
        Assert.AreEqual("ann", sessions.Find(token)?.Name);
        _clock.Now += TimeSpan.FromMinutes(14);
        Assert.AreEqual("ann", sessions.Find(token)?.Name);
        _clock.Now += TimeSpan.FromMinutes(16);
        Assert.IsNull(sessions.Find(token));
        Assert.IsNull(sessions.Find("another"));
    }

    [TestMethod]
    public void ASessionEndsAfterEightHoursAndByLogout()
    {
        var sessions = new Sessions(_clock);
        var token = sessions.Open("ann");
        for (var i = 0; i < 48; i++)
        {
            _clock.Now += TimeSpan.FromMinutes(10);
            Assert.IsNotNull(sessions.Find(token));
        }

        _clock.Now += TimeSpan.FromMinutes(1);
        Assert.IsNull(sessions.Find(token));
        var other = sessions.Open("ann");
        sessions.Close(other);
        Assert.IsNull(sessions.Find(other));
    }

    private Task<string?> TryAsync(string password, string code) =>
        _login.TryAsync("ann", password, code, CancellationToken.None);

    private string Code() => OneTimeCode.At(_account.Totp, OneTimeCode.StepOf(_clock.Now));

    private sealed class SetClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 3, 1, 10, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
