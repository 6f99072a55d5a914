using XdsDmp.Registry.Dmp.Accounts;

namespace XdsDmp.Tests.Unit.Registry.Dmp.Accounts;

[TestClass]
public sealed class OneTimeCodesTests
{
    private readonly TestClock _clock = new();
    private readonly OneTimeCodes _codes;

    public OneTimeCodesTests() => _codes = new OneTimeCodes(_clock);

    [TestMethod]
    public void ACodeHasSixDigitsAndIsGoodOnce()
    {
        var code = _codes.Issue("1")!;
        Assert.AreEqual(6, code.Length);
        Assert.IsTrue(code.All(char.IsAsciiDigit));
        Assert.IsFalse(_codes.Redeem("2", code));
        Assert.IsTrue(_codes.Redeem("1", code));
        Assert.IsFalse(_codes.Redeem("1", code));
    }

    [TestMethod]
    public void ItIsGoodForThreeMinutes()
    {
        var code = _codes.Issue("1")!;
        _clock.Now += TimeSpan.FromSeconds(179);
        Assert.IsTrue(_codes.Redeem("1", code));
        code = _codes.Issue("1")!;
        _clock.Now += TimeSpan.FromSeconds(180);
        Assert.IsFalse(_codes.Redeem("1", code));
    }

    [TestMethod]
    public void ANewCodeEndsTheOld()
    {
        var (old, code) = (_codes.Issue("1")!, _codes.Issue("1")!);
        Assert.AreEqual(old == code, _codes.Redeem("1", old));
    }

    [TestMethod]
    public void AfterFiveWrongOnesTheLoginWaits()
    {
        var code = _codes.Issue("1")!;
        for (var i = 0; i < OneTimeCodes.MaxFailures; i++)
        {
            // Another code does not make up for wrong ones.
            code = _codes.Issue("1")!;
            Assert.IsFalse(_codes.Redeem("1", "wrong"));
        }

        Assert.IsFalse(_codes.Redeem("1", code));
        Assert.IsNull(_codes.Issue("1"));
        Assert.IsNotNull(_codes.Issue("2"));
        _clock.Now += OneTimeCodes.Lock;
        Assert.IsTrue(_codes.Redeem("1", _codes.Issue("1")!));
    }

    [TestMethod]
    public void CredentialsDoNotShowThePassword()
    {
        var credentials = Credentials.Make();
        Assert.DoesNotContain(credentials.Password, credentials.ToString());
        Assert.AreNotEqual(credentials.Password, Credentials.Make().Password);
        Assert.IsTrue(credentials.ToAccount(1000).HasPassword(credentials.Password));
    }
}
