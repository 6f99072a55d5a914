using XdsDmp.Hosting;
using XdsDmp.Metadata.Errors;
using XdsDmp.Registry.Dmp.State;
using XdsDmp.Registry.Dmp.Storage;

namespace XdsDmp.Tests.Unit.Registry.Dmp.Services;

/// <summary>TD1.2, TD1.3b and TD1.4.</summary>
[TestClass]
public sealed class ChangeDmpTests
{
    [TestMethod]
    public void AClosedDmpKeepsWhenWhyAndByWhom()
    {
        using var dmp = Opened();
        var answer = dmp.Send(DmpTransactions.Td14, TestMessages.Close("déménage"));
        Assert.AreEqual(TestDmp.Hl7 + "PRPA_IN201315UV02", answer.Name);
        Assert.AreEqual("AA", answer.Outcome());
        Assert.AreEqual("terminated", answer.Descendants(TestDmp.Hl7 + "patient").Single().Code("statusCode"));
        var record = dmp.Dmp()!;
        Assert.IsFalse(record.IsOpen);
        Assert.AreEqual("FERMETURE_DEMANDE_PATIENT déménage", $"{record.Closing!.ReasonCode} {record.Closing.Text}");
        Assert.AreEqual("Created Closed", dmp.History);
        Assert.AreEqual("TD1.4", dmp.Events[^1].Actor.Channel);
        Assert.AreEqual($"110110 TD1.4 U 0 {TestDmp.Ins}", dmp.Audit[^1]);
    }

    [TestMethod]
    public void AClosingSaysWhy()
    {
        using var dmp = Opened();
        var answer = dmp.Send(DmpTransactions.Td14, TestMessages.Change("FERM"));
        Assert.AreEqual(TestDmp.Hl7 + "PRPA_IN201316UV02", answer.Name);
        Assert.AreEqual("AE DMPInvalidMessage", answer.Outcome());
        StringAssert.Contains(answer.Why(), "TD-reason");
        Assert.IsTrue(dmp.Dmp()!.IsOpen);
    }

    [TestMethod]
    public void AClosedDmpIsOpenedAgainWithANewConsent()
    {
        using var dmp = Opened();
        dmp.Send(DmpTransactions.Td14, TestMessages.Close());
        var refused = dmp.Send(DmpTransactions.Td12, TestMessages.Change("REAC"));
        Assert.AreEqual("AE DMPConsentMissing", refused.Outcome());
        var old = dmp.Send(
            DmpTransactions.Td12, TestMessages.Change("REAC", TestMessages.Observation(TestMessages.Consent)));
        Assert.AreEqual("AE DMPConsentMissing", old.Outcome(), "the consent to open it is another one");

        var answer = dmp.Send(DmpTransactions.Td12, TestMessages.Change(
            "REAC", TestMessages.Observation(TestMessages.NewConsent),
            TestMessages.Observation("OPPOSITION_ACCES_URGENCE")));
        Assert.AreEqual("AA", answer.Outcome());
        Assert.IsTrue(dmp.Dmp()!.IsOpen);
        Assert.IsTrue(dmp.Dmp()!.Choices.OpposesEmergencyCalls);
        Assert.AreEqual("Created Closed Reactivated ChoicesChanged", dmp.History);
    }

    [TestMethod]
    public void AnOpenDmpIsNotReactivated()
    {
        using var dmp = Opened();
        var answer = dmp.Send(
            DmpTransactions.Td12, TestMessages.Change("REAC", TestMessages.Observation(TestMessages.NewConsent)));
        Assert.AreEqual("AE DMPAlreadyActive", answer.Outcome());
    }

    [TestMethod]
    [DataRow("TD1.2")]
    [DataRow("TD1.3b")]
    [DataRow("TD1.4")]
    public void WithoutADmpThereIsNothingToChange(string number)
    {
        using var dmp = new TestDmp { Language = Language.French };
        var id = DmpTransactions.All.Single(one => one.Number == number);
        var message = number switch
        {
            "TD1.2" => TestMessages.Change("REAC", TestMessages.Observation(TestMessages.NewConsent)),
            "TD1.3b" => TestMessages.Change("MODIF_DATA"),
            _ => TestMessages.Close(),
        };
        var answer = dmp.Send(id, message);
        Assert.AreEqual("AE DMPNotFound", answer.Outcome());
        StringAssert.Contains(answer.Why(), "cette personne n'a pas de DMP");
        Assert.AreEqual($"110110 {number} U 4 {TestDmp.Ins}", dmp.Audit.Single());
    }

    [TestMethod]
    public void AdministrativeDataAreReplacedAsAWhole()
    {
        using var dmp = Opened();
        var person = TestMessages.Name + "<birthTime value=\"19790312\"/><addr><city>LYON</city></addr>";
        var answer = dmp.Send(DmpTransactions.Td13b, TestMessages.Registration(
            "PRPA_IN201314UV02", "MODIF_DATA", TestMessages.Id(TestDmp.Ins),
            [TestMessages.Observation("OPPOSITION_BRIS_DE_GLACE")], person));
        Assert.AreEqual("AA", answer.Outcome());
        var record = dmp.Dmp()!;
        Assert.AreEqual("LYON", record.Demographics.Address!.City);
        Assert.IsEmpty(record.Demographics.Telecoms);
        Assert.IsTrue(record.Choices.OpposesBreakGlass);
        Assert.AreEqual("Created DemographicsChanged ChoicesChanged", dmp.History);
    }

    [TestMethod]
    public async Task WhatIsManagedInMonEspaceSanteIsNotChangedHere()
    {
        using var dmp = Opened();
        await dmp.WriteAsync(session => DmpStore.SetAttachedToEns(
            session, DmpStore.Find(session, TestDmp.Ins)!, true, Actor.Administrator("test"), dmp.Clock.Now));
        Assert.AreEqual(
            "AE DMPAttachedToENS", dmp.Send(DmpTransactions.Td13b, TestMessages.Change("MODIF_DATA")).Outcome());
        var account = dmp.Send(DmpTransactions.Td15d, TestMessages.Business(DmpTransactions.Td15d, ""));
        Assert.AreEqual("DMPAttachedToENS", account.Field("status"));
    }

    [TestMethod]
    [DataRow("<administrativeGenderCode code=\"X\"/>", "administrativeGenderCode")]
    [DataRow("<birthTime value=\"1979\"/>", "birthTime")]
    [DataRow("<multipleBirthOrderNumber value=\"10\"/>", "multipleBirthOrderNumber")]
    [DataRow("<personalRelationship><code code=\"BOSS\"/><relationshipHolder1><name><family>A</family><given>B</given>"
        + "</name></relationshipHolder1></personalRelationship>", "personalRelationship/code")]
    public void WhatCannotBeSoOfAPersonIsTold(string part, string place)
    {
        using var dmp = Opened();
        var answer = dmp.Send(DmpTransactions.Td13b, TestMessages.Registration(
            "PRPA_IN201314UV02", "MODIF_DATA", TestMessages.Id(TestDmp.Ins), [], TestMessages.Name + part));
        Assert.AreEqual("AE DMPInvalidMessage", answer.Outcome());
        StringAssert.Contains(answer.Why(), "TD-value");
        StringAssert.Contains(answer.Why(), place);
    }

    [TestMethod]
    public void NamesHaveABound()
    {
        using var dmp = Opened();
        var name = TestMessages.Name.Replace("DUPONT", new string('X', 300), StringComparison.Ordinal);
        var answer = dmp.Send(DmpTransactions.Td13b, TestMessages.Registration(
            "PRPA_IN201314UV02", "MODIF_DATA", TestMessages.Id(TestDmp.Ins), [], name));
        Assert.AreEqual("AE DMPInvalidMessage", answer.Outcome());
    }

    private static TestDmp Opened()
    {
        var dmp = new TestDmp();
        Assert.AreEqual("AA", dmp.Send(DmpTransactions.Td11, TestMessages.Create()).Outcome());
        return dmp;
    }
}
