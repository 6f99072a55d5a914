using System.Xml.Linq;
using XdsDmp.Hosting;
using XdsDmp.Registry.Dmp.Accounts;
using XdsDmp.Registry.Dmp.Storage;
using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Unit.Registry.Dmp.Services;

/// <summary>TD1.5.</summary>
[TestClass]
public sealed class PatientAccountsTests
{
    [TestMethod]
    public void LoginAndPasswordAreToldOnceAndKeptAsAHash()
    {
        using var dmp = Opened();
        var answer = Create(dmp);
        Assert.AreEqual("DMPOk", answer.Field("status"));
        Assert.IsEmpty(SchemaValidation.Errors(answer));
        var (login, password) = (answer.Field("login"), answer.Field("password"));
        Assert.AreEqual("10 16", $"{login.Length} {password.Length}");
        var (key, account) = dmp.Read(session => AccountStore.FindLogin(session, login))!.Value;
        Assert.AreEqual(dmp.Dmp()!.Key, key);
        Assert.IsTrue(account.HasPassword(password));
        Assert.IsFalse(account.HasPassword(password + "x"));
        var traces = string.Concat(dmp.Events.Select(e => e.Details)) + string.Concat(
            dmp.AuditRecords.Select(record => record.Message.ToString()));
        Assert.DoesNotContain(password, traces);
        Assert.DoesNotContain("0600000000", traces.Replace("tel:0600000000", "", StringComparison.Ordinal));
        Assert.AreEqual("Created AccountChanged AccountChanged", dmp.History);
        Assert.AreEqual($"110110 TD1.5a U 0 {TestDmp.Ins}", dmp.Audit[^1]);
        Assert.AreEqual("true", dmp.Send(DmpTransactions.Td02, TestMessages.Query("TEST_EXST"))
            .Descendants(TestDmp.Hl7 + "administrativeObservation").First()
            .Element(TestDmp.Hl7 + "value")!.Attribute("value")!.Value);
    }

    [TestMethod]
    public void ThereIsOneAccount()
    {
        using var dmp = Opened();
        Create(dmp);
        var second = Create(dmp);
        Assert.AreEqual("DMPAccountAlreadyExists", second.Field("status"));
        StringAssert.Contains(second.Field("context"), "TD-account");
    }

    [TestMethod]
    public void NewCredentialsEndTheOldOnes()
    {
        using var dmp = Opened();
        Assert.AreEqual("DMPAccountNotFound", Renew(dmp).Field("status"));
        var old = Create(dmp).Field("login");
        var answer = Renew(dmp);
        Assert.IsEmpty(SchemaValidation.Errors(answer));
        Assert.IsNull(dmp.Read(session => AccountStore.FindLogin(session, old)));
        Assert.IsNotNull(dmp.Read(session => AccountStore.FindLogin(session, answer.Field("login"))));
    }

    [TestMethod]
    public void ChannelsComeChangeAndGo()
    {
        using var dmp = Opened();
        Create(dmp);
        Assert.AreEqual("DMPOk", Channel(dmp, "EMAIL", "AJOUT", "a@example.org").Field("status"));
        Assert.AreEqual("DMPAccountAlreadyExists", Channel(dmp, "EMAIL", "AJOUT", "b@example.org").Field("status"));
        Assert.AreEqual("DMPOk", Channel(dmp, "EMAIL", "MODIFICATION", "b@example.org").Field("status"));
        Assert.AreEqual("DMPOk", Channel(dmp, "SMS", "SUPPRESSION", null).Field("status"));
        Assert.AreEqual("DMPAccountNotFound", Channel(dmp, "SMS", "SUPPRESSION", null).Field("status"));
        Assert.AreEqual(
            new CodeChannel(CodeChannelType.Email, "b@example.org"),
            dmp.Read(session => AccountStore.ChannelsOf(session, dmp.Dmp()!.Key)).Single());
        Assert.IsEmpty(SchemaValidation.Errors(Channel(dmp, "SMS", "AJOUT", "0611111111")));
    }

    [TestMethod]
    [DataRow("SMS", "someone@example.org")]
    [DataRow("SMS", "06")]
    [DataRow("EMAIL", "0600000000")]
    [DataRow("PIGEON", "0600000000")]
    public void AChannelIsWhatItsTypeSays(string type, string address)
    {
        using var dmp = Opened();
        var answer = dmp.Send(DmpTransactions.Td15a, TestMessages.Business(
            DmpTransactions.Td15a, $"<type>{type}</type><canal>{address}</canal>"));
        Assert.AreEqual("DMPInvalidMessage", answer.Field("status"));
        Assert.DoesNotContain("PIGEON0600000000", answer.Field("context"));
    }

    private static TestDmp Opened()
    {
        var dmp = new TestDmp();
        dmp.Send(DmpTransactions.Td11, TestMessages.Create());
        return dmp;
    }

    private static XElement Create(TestDmp dmp) => dmp.Send(DmpTransactions.Td15a, TestMessages.Business(
        DmpTransactions.Td15a, "<type>SMS</type><canal>0600000000</canal>"));

    private static XElement Renew(TestDmp dmp) =>
        dmp.Send(DmpTransactions.Td15d, TestMessages.Business(DmpTransactions.Td15d, ""));

    private static XElement Channel(TestDmp dmp, string type, string action, string? address) =>
        dmp.Send(DmpTransactions.Td15b, TestMessages.Business(
            DmpTransactions.Td15b,
            $"<type>{type}</type>{(address is null ? "" : $"<canal>{address}</canal>")}<action>{action}</action>"));
}
