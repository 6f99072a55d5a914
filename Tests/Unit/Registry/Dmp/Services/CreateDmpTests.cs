using XdsDmp.Hosting;
using XdsDmp.Hosting.Configuration;
using XdsDmp.Metadata.Errors;
using XdsDmp.Metadata.Ins;
using XdsDmp.Metadata.Model;
using XdsDmp.Registry.Storage;
using XdsDmp.Security.Vihf;

namespace XdsDmp.Tests.Unit.Registry.Dmp.Services;

/// <summary>TD1.1.</summary>
[TestClass]
public sealed class CreateDmpTests
{
    private static readonly PatientId InsC = new("1197854176879056415520", InsAuthority.InsC.Oid);

    [TestMethod]
    public void ADmpIsOpenedWithConsent()
    {
        using var dmp = new TestDmp();
        var answer = dmp.Send(DmpTransactions.Td11, TestMessages.Create(
            TestMessages.Observation(TestMessages.Consent),
            TestMessages.Observation("OPPOSITION_BRIS_DE_GLACE"),
            TestMessages.Observation("OPPOSITION_ACCES_URGENCE", "false")));

        Assert.AreEqual("{asip:ci-sis:gdp:2010}PRPA_IN201311UV02_Response", answer.Name.ToString());
        Assert.AreEqual(TestDmp.Hl7 + "PRPA_IN201312UV02", answer.Elements().Single().Name);
        Assert.AreEqual("AA", answer.Outcome());
        var record = dmp.Dmp()!;
        Assert.IsTrue(record.IsOpen);
        Assert.IsTrue(record.Choices.OpposesBreakGlass);
        Assert.IsFalse(record.Choices.OpposesEmergencyCalls);
        Assert.AreEqual("Created", dmp.History);
        Assert.AreEqual($"110110 TD1.1 C 0 {TestDmp.Ins}", dmp.Audit.Single());
        Assert.IsNotNull(dmp.Read(session => PatientStore.Find(session, TestDmp.Ins)));
    }

    [TestMethod]
    public void WhoThePersonIsIsKept()
    {
        using var dmp = new TestDmp();
        dmp.Send(DmpTransactions.Td11, TestMessages.Create());

        var person = dmp.Dmp()!.Demographics;
        Assert.AreEqual("DUPONT MARTIN ÉLODIE ANNE MME F 19790312 75056 1",
            $"{person.BirthName} {person.UsedName} {person.FirstNames} {person.Prefix} {person.Gender} "
            + $"{person.BirthDate} {person.BirthPlace} {person.BirthRank}");
        Assert.AreEqual("1 rue de la Paix|75002|PARIS",
            $"{string.Join('/', person.Address!.Lines)}|{person.Address.PostalCode}|{person.Address.City}");
        Assert.AreEqual(
            "HP tel:0145000000, MC tel:0600000000,  mailto:elodie@example.org",
            string.Join(", ", person.Telecoms.Select(t => $"{t.Use} {t.Value}")));
        var mother = person.Representatives.Single();
        Assert.AreEqual("MTH DUPONT CLAIRE tel:0611111111",
            $"{mother.Relationship} {mother.Name} {mother.FirstNames} {mother.Telecoms.Single().Value}");
    }

    [TestMethod]
    public void WhoCollectedTheConsentAndWhenIsKept()
    {
        using var dmp = new TestDmp();
        dmp.Send(DmpTransactions.Td11, TestMessages.Create().Replace(
            "</patientPerson>", """
            <contactParty classCode="CON"><code code="CARTE_SESAM_VITALE" codeSystem="1.2.250.1.213.4.1.2.5"/>
            <contactPerson><name><family>DUPONT</family><given>ELODIE</given></name></contactPerson></contactParty>
            </patientPerson>
            """, StringComparison.Ordinal));

        var created = dmp.Events.Single();
        Assert.AreEqual(
            "899700218896 10/SM26 TD1.1", $"{created.Actor.Id} {created.Actor.Role} {created.Actor.Channel}");
        StringAssert.Contains(created.Details, "20260301");
        StringAssert.Contains(created.Details, "CARTE_SESAM_VITALE DUPONT ELODIE");
    }

    [TestMethod]
    [DataRow("false", "20260301")]
    [DataRow("true", "")]
    [DataRow("true", "yesterday")]
    [DataRow("perhaps", "20260301")]
    public void WithoutADatedConsentNothingIsOpened(string value, string time)
    {
        using var dmp = new TestDmp();
        var answer = dmp.Send(
            DmpTransactions.Td11,
            TestMessages.Create(TestMessages.Observation(TestMessages.Consent, value, time)));

        Assert.AreEqual(TestDmp.Hl7 + "PRPA_IN201313UV02", answer.Elements().Single().Name);
        Assert.AreEqual("AE DMPConsentMissing", answer.Outcome());
        StringAssert.Contains(answer.Why(), "TD-consent");
        Assert.IsNull(dmp.Dmp());
        Assert.AreEqual("110110 TD1.1 C 4", dmp.Audit.Single());
    }

    [TestMethod]
    public void AWrongKeyIsRefusedUnlessTheSettingSaysOtherwise()
    {
        var ins = new PatientId("221042545611404", InsAuthority.Test.Oid);
        using var strict = new TestDmp();
        strict.User = strict.User with { Patient = ins };
        var message = TestMessages.Create().Replace(TestDmp.Ins.Extension, ins.Extension, StringComparison.Ordinal);
        var refused = strict.Send(DmpTransactions.Td11, message);
        Assert.AreEqual("AE DMPInvalidPatientId", refused.Outcome());
        StringAssert.Contains(refused.Why(), "INS-key");

        using var lenient = new TestDmp(new DmpOptions { AcceptWrongInsKeys = true }) { User = strict.User };
        Assert.AreEqual("AA", lenient.Send(DmpTransactions.Td11, message).Outcome());
    }

    [TestMethod]
    public void AnInsOfAnotherDomainIsRefused()
    {
        using var dmp = new TestDmp();
        var message = TestMessages.Create().Replace(
            InsAuthority.Test.Oid, InsAuthority.InsNir.Oid, StringComparison.Ordinal);
        dmp.User = dmp.User with { Patient = new PatientId(TestDmp.Ins.Extension, InsAuthority.InsNir.Oid) };
        var refused = dmp.Send(DmpTransactions.Td11, message);
        Assert.AreEqual("AE DMPInvalidPatientId", refused.Outcome());
        StringAssert.Contains(refused.Why(), "INS-authority");
    }

    [TestMethod]
    public void OtherInsOfTheMessageAreTheSamePersons()
    {
        using var dmp = new TestDmp();
        var ids = TestMessages.Id(InsC) + TestMessages.Id(TestDmp.Ins) + TestMessages.Id(new PatientId("77", "1.2.3"));
        var answer = dmp.Send(DmpTransactions.Td11, TestMessages.Registration(
            "PRPA_IN201311UV02", "CREA_RD", ids, [TestMessages.Observation(TestMessages.Consent)]));

        Assert.AreEqual("AA", answer.Outcome());
        Assert.AreEqual(TestDmp.Ins, dmp.Dmp()!.Ins);
        Assert.AreEqual(dmp.Dmp()!.Key, dmp.Dmp(InsC)!.Key);
        Assert.AreEqual("Created IdentifierJoined", dmp.History);
        Assert.HasCount(2, answer.Descendants(TestDmp.Hl7 + "patient").Single().Elements(TestDmp.Hl7 + "id"));
        Assert.AreEqual("AA", dmp.Send(DmpTransactions.Td02, TestMessages.Query("TEST_EXST", InsC)).Outcome());
    }

    [TestMethod]
    public void AnIdentifierOfSomebodyElseRefusesTheWhole()
    {
        using var dmp = new TestDmp();
        var other = new PatientId("277076322082910", InsAuthority.Test.Oid);
        dmp.User = dmp.User with { Patient = other };
        dmp.Send(DmpTransactions.Td11, TestMessages.Registration(
            "PRPA_IN201311UV02", "CREA_RD", TestMessages.Id(other) + TestMessages.Id(InsC),
            [TestMessages.Observation(TestMessages.Consent)]));
        dmp.User = dmp.User with { Patient = TestDmp.Ins };

        var answer = dmp.Send(DmpTransactions.Td11, TestMessages.Registration(
            "PRPA_IN201311UV02", "CREA_RD", TestMessages.Id(TestDmp.Ins) + TestMessages.Id(InsC),
            [TestMessages.Observation(TestMessages.Consent)]));
        Assert.AreEqual("AE DMPAlreadyExists", answer.Outcome());
        Assert.IsNull(dmp.Dmp());
    }

    [TestMethod]
    public void ASecondOneIsRefusedWithItsOwnCode()
    {
        using var dmp = new TestDmp();
        dmp.Send(DmpTransactions.Td11, TestMessages.Create());
        Assert.AreEqual("AE DMPAlreadyExists", dmp.Send(DmpTransactions.Td11, TestMessages.Create()).Outcome());
        dmp.Send(DmpTransactions.Td14, TestMessages.Close());
        var closed = dmp.Send(DmpTransactions.Td11, TestMessages.Create());
        Assert.AreEqual("AE DMPAlreadyExists", closed.Outcome());
        StringAssert.Contains(closed.Why(), "TD1.2");
    }

    [TestMethod]
    public void ThePatientIsThatOfTheVihf()
    {
        using var dmp = new TestDmp();
        dmp.User = dmp.User with { Patient = new PatientId("277076322082910", InsAuthority.Test.Oid) };
        Assert.ThrowsExactly<XdsDmp.Soap.SoapFaultException>(
            () => dmp.Send(DmpTransactions.Td11, TestMessages.Create()));
        Assert.IsNull(dmp.Dmp());
        StringAssert.StartsWith(dmp.Audit[^1], "110110 TD1.1 C 4");
    }

    [TestMethod]
    public void AllThatIsWrongIsToldAtOnceInTheCallersLanguage()
    {
        using var dmp = new TestDmp { Language = Language.French };
        var message = TestMessages.Registration(
            "PRPA_IN201311UV02", "CREA_RD", TestMessages.Id(TestDmp.Ins), [], person: "<birthTime value=\"79\"/>")
            .Replace("code=\"P\"", "code=\"T\"", StringComparison.Ordinal);
        var answer = dmp.Send(DmpTransactions.Td11, message);

        Assert.AreEqual(
            "AE DMPInvalidMessage DMPInvalidMessage DMPInvalidMessage DMPInvalidMessage DMPConsentMissing",
            answer.Outcome());
        StringAssert.Contains(answer.Why(), "le consentement du patient manque");
        StringAssert.Contains(answer.Why(), "règle TD-processing");
        Assert.IsNotEmpty(answer.Descendants(TestDmp.Hl7 + "location"));
    }

    [TestMethod]
    public void AnEmergencyOpensNoDmp()
    {
        using var dmp = new TestDmp();
        dmp.User = dmp.User with { Purpose = AccessPurpose.BreakGlass, Reason = "coma" };
        var fault = dmp.Refused(DmpTransactions.Td11, TestMessages.Create());
        Assert.AreEqual("DMPAccessDeniedByRightsService", fault.Subcode!.Name);
    }

    [TestMethod]
    public void ATrialOpensNothing()
    {
        using var dmp = new TestDmp { IsDryRun = true };
        Assert.AreEqual("AA", dmp.Send(DmpTransactions.Td11, TestMessages.Create()).Outcome());
        Assert.IsNull(dmp.Dmp());
    }

    [TestMethod]
    public void ASecretConnectionMarksTheHistory()
    {
        using var dmp = new TestDmp();
        dmp.User = dmp.User with { IsSecret = true };
        dmp.Send(DmpTransactions.Td11, TestMessages.Create());
        Assert.IsTrue(dmp.Events.Single().Actor.IsSecret);
    }
}
