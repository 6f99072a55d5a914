using System.Xml.Linq;
using XdsDmp.Hosting;
using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Unit.Registry.Dmp.Services;

/// <summary>TD0.0.</summary>
[TestClass]
public sealed class CertifyIdentityTests
{
    [TestMethod]
    public void WhoHasADmpIsKnown()
    {
        using var dmp = Opened();
        var answer = Certify(dmp, TestDmp.Ins.Extension, "19790312", "<birthRank>1</birthRank>");
        Assert.AreEqual("DMPOk MARTIN ÉLODIE ANNE", $"{answer.Field("status")} {answer.Field("lastName")} "
            + answer.Field("firstName"));
        Assert.IsEmpty(SchemaValidation.Errors(answer));
        Assert.AreEqual($"110110 TD0.0 R 0 {TestDmp.Ins}", dmp.Audit[^1]);
    }

    [TestMethod]
    public void AVihfThatNamesNobodyIsEnough()
    {
        using var dmp = Opened();
        dmp.User = dmp.User with { Patient = null };
        Assert.AreEqual("DMPOk", Certify(dmp, TestDmp.Ins.Extension, "19790312", "").Field("status"));
    }

    [TestMethod]
    [DataRow("19790313", "")]
    [DataRow("19790312", "<birthRank>2</birthRank>")]
    public void AnotherBirthIsAnotherPerson(string date, string rank)
    {
        using var dmp = Opened();
        var answer = Certify(dmp, TestDmp.Ins.Extension, date, rank);
        Assert.AreEqual("DMPUnknownIdentity", answer.Field("status"));
        StringAssert.Contains(answer.Field("context"), "TD-identity");
        Assert.IsEmpty(answer.Elements().Where(element => element.Name.LocalName == "lastName"));
    }

    [TestMethod]
    [DataRow("", "19790312")]
    [DataRow("<nirIndividu>279035121518989</nirIndividu>", "1979")]
    public void WhatIsMissingIsTold(string nir, string date)
    {
        using var dmp = Opened();
        var answer = dmp.Send(DmpTransactions.Td00, TestMessages.Business(
            DmpTransactions.Td00, $"<birthDate>{date}</birthDate>{nir}"));
        Assert.AreEqual("DMPInvalidMessage", answer.Field("status"));
    }

    private static TestDmp Opened()
    {
        var dmp = new TestDmp();
        dmp.Send(DmpTransactions.Td11, TestMessages.Create());
        return dmp;
    }

    private static XElement Certify(TestDmp dmp, string nir, string date, string more) => dmp.Send(
        DmpTransactions.Td00, TestMessages.Business(
            DmpTransactions.Td00, $"<birthDate>{date}</birthDate>{more}<nirIndividu>{nir}</nirIndividu>"));
}
