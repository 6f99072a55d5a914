using XdsDmp.Hosting;
using XdsDmp.Metadata.Ins;
using XdsDmp.Metadata.Model;
using XdsDmp.Registry.Dmp;
using XdsDmp.Registry.Dmp.State;

namespace XdsDmp.Tests.Unit.Registry.Dmp;

/// <summary>What patients decide and no transaction carries.</summary>
[TestClass]
public sealed class DmpTableTests
{
    private const string Professional = "899700218800";
    private static readonly PatientId Nobody = new("277076322082910", InsAuthority.Test.Oid);

    [TestMethod]
    public async Task AProfessionalIsBlockedAndNotAnyMore()
    {
        using var dmp = Opened();
        using var table = DmpTable.Open(dmp.DatabaseFile);
        Assert.IsTrue(await table.BlockAsync(TestDmp.Ins, Professional, "LIBRE", "admin"));
        Assert.AreEqual(AuthorisationMode.Blocked, dmp.Authorisation(Professional)!.Mode);
        Assert.AreEqual("LIBRE", dmp.Authorisation(Professional)!.Professional.Name);
        Assert.AreEqual("admin administrator", $"{dmp.Events[^1].Actor.Id} {dmp.Events[^1].Actor.Channel}");

        Assert.IsTrue(await table.UnblockAsync(TestDmp.Ins, Professional, "admin"));
        Assert.IsNull(dmp.Authorisation(Professional));
        Assert.IsFalse(await table.UnblockAsync(TestDmp.Ins, Professional, "admin"));
        Assert.AreEqual("Created Blocked Unblocked", dmp.History);
        Assert.AreEqual($"110110 dmp unblock U 4 {TestDmp.Ins}", dmp.Audit[^1]);
    }

    [TestMethod]
    public async Task WhoIsOnlyAuthorisedIsNotUnblocked()
    {
        using var dmp = Opened();
        dmp.Send(DmpTransactions.Td03, TestMessages.Business(DmpTransactions.Td03, "<action>AJOUT</action>"));
        using var table = DmpTable.Open(dmp.DatabaseFile);
        Assert.IsFalse(await table.UnblockAsync(TestDmp.Ins, dmp.User.UserId, "admin"));
        Assert.IsTrue(dmp.Authorisation()!.IsValidAt(dmp.Clock.Now));
    }

    [TestMethod]
    public async Task ThePatientDecidesAboutEmergencies()
    {
        using var dmp = Opened();
        using var table = DmpTable.Open(dmp.DatabaseFile);
        Assert.IsTrue(await table.SetOppositionsAsync(TestDmp.Ins, true, null, null, "admin"));
        Assert.IsTrue(await table.SetOppositionsAsync(TestDmp.Ins, null, null, true, "admin"));
        Assert.AreEqual(
            new DmpChoices { OpposesBreakGlass = true, ShowsMaskedInEmergency = true }, dmp.Dmp()!.Choices);
    }

    [TestMethod]
    public async Task AnotherIdentifierIsJoinedUnlessItIsSomebodyElses()
    {
        using var dmp = Opened();
        using var table = DmpTable.Open(dmp.DatabaseFile);
        var insC = new PatientId("1197854176879056415520", InsAuthority.InsC.Oid);
        Assert.IsTrue(await table.JoinAsync(TestDmp.Ins, insC, "admin"));
        Assert.AreEqual(dmp.Dmp()!.Key, dmp.Dmp(insC)!.Key);
        dmp.User = dmp.User with { Patient = Nobody };
        dmp.Send(DmpTransactions.Td11, TestMessages.Create().Replace(
            TestDmp.Ins.Extension, Nobody.Extension, StringComparison.Ordinal));
        Assert.IsFalse(await table.JoinAsync(TestDmp.Ins, Nobody, "admin"));
    }

    [TestMethod]
    public async Task WithoutADmpNothingIsDone()
    {
        using var dmp = new TestDmp();
        using var table = DmpTable.Open(dmp.DatabaseFile);
        Assert.IsFalse(await table.BlockAsync(Nobody, Professional, null, "admin"));
        Assert.IsFalse(await table.SetOppositionsAsync(Nobody, true, null, null, "admin"));
    }

    private static TestDmp Opened()
    {
        var dmp = new TestDmp();
        dmp.Send(DmpTransactions.Td11, TestMessages.Create());
        return dmp;
    }
}
