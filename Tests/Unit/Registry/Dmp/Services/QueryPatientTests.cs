using System.Xml.Linq;
using XdsDmp.Hosting;
using XdsDmp.Metadata.Ins;
using XdsDmp.Metadata.Model;
using XdsDmp.Security.Systems;
using XdsDmp.Soap;

namespace XdsDmp.Tests.Unit.Registry.Dmp.Services;

/// <summary>TD0.2 and TD1.3a.</summary>
[TestClass]
public sealed class QueryPatientTests
{
    private static readonly XNamespace Xsi = "http://www.w3.org/2001/XMLSchema-instance";

    [TestMethod]
    public void WithoutADmpNothingIsFound()
    {
        using var dmp = new TestDmp();
        var answer = Exists(dmp);
        Assert.AreEqual(TestDmp.Hl7 + "PRPA_IN201308UV02", answer.Name);
        Assert.AreEqual("AA", answer.Outcome());
        Assert.AreEqual("NF", answer.Code("queryResponseCode"));
        Assert.AreEqual("NON_EXISTE false", Lines(answer));
        Assert.IsEmpty(answer.Descendants(TestDmp.Hl7 + "patient"));
        Assert.AreEqual($"110110 TD0.2 R 0 {TestDmp.Ins}", dmp.Audit.Single());
    }

    [TestMethod]
    public void TheAnswerTellsOfTheDmpAndOfTheAuthorisation()
    {
        using var dmp = Opened();
        var answer = Exists(dmp);
        Assert.AreEqual("OK", answer.Code("queryResponseCode"));
        Assert.AreEqual("NON_EXISTE false", Lines(answer));
        var patient = answer.Descendants(TestDmp.Hl7 + "patient").Single();
        Assert.AreEqual("active", patient.Element(TestDmp.Hl7 + "statusCode")!.Attribute("code")!.Value);
        Assert.AreEqual("19790312", patient.Descendants(TestDmp.Hl7 + "birthTime").Single().Attribute("value")!.Value);
        Assert.AreEqual("COMPTE_INTERNET_OUVERT=false RATTACHEMENT_ENS=false", string.Join(' ', Observations(answer)));
        Assert.IsEmpty(answer.Descendants(TestDmp.Hl7 + "addr"));
        Assert.AreEqual("q1", answer.Descendants(TestDmp.Hl7 + "queryAck").Single()
            .Element(TestDmp.Hl7 + "queryId")!.Attribute("extension")!.Value);

        dmp.Send(DmpTransactions.Td03, TestMessages.Business(
            DmpTransactions.Td03, "<action>AJOUT</action><role>MEDECIN_TRAITANT</role>"));
        Assert.AreEqual("VALIDE true", Lines(Exists(dmp)));
        dmp.Clock.Now = dmp.Clock.Now.AddDays(366);
        Assert.AreEqual("EXPIRE false", Lines(Exists(dmp)));
    }

    [TestMethod]
    public void AClosedDmpSaysWhenAndWhy()
    {
        using var dmp = Opened();
        dmp.Send(DmpTransactions.Td14, TestMessages.Close("déménage"));
        var answer = Exists(dmp);
        Assert.AreEqual("terminated", answer.Descendants(TestDmp.Hl7 + "patient").Single()
            .Element(TestDmp.Hl7 + "statusCode")!.Attribute("code")!.Value);
        var issue = answer.Descendants(TestDmp.Hl7 + "detectedIssueEvent").Single();
        Assert.AreEqual("FERMETURE_DEMANDE_PATIENT", issue.Code("code"));
        Assert.AreEqual("déménage", issue.Element(TestDmp.Hl7 + "text")!.Value);
        Assert.AreEqual("20260301120000", answer.Descendants(TestDmp.Hl7 + "high").Single().Attribute("value")!.Value);
    }

    [TestMethod]
    public void AdministrativeDataComeWhole()
    {
        using var dmp = Opened();
        var answer = dmp.Send(DmpTransactions.Td13a, TestMessages.Query("CNSLT_DATA"));
        Assert.AreEqual("AA", answer.Outcome());
        Assert.IsEmpty(answer.Elements(TestDmp.Hl7 + "attentionLine"));
        Assert.AreEqual("75002", answer.Descendants(TestDmp.Hl7 + "postalCode").Single().Value);
        Assert.AreEqual("MTH", answer.Descendants(TestDmp.Hl7 + "personalRelationship").Single().Code("code"));
        CollectionAssert.Contains(Observations(answer).ToArray(), "OPPOSITION_BRIS_DE_GLACE=false");
        Assert.AreEqual(
            "tel:0145000000 tel:0600000000 mailto:elodie@example.org",
            string.Join(' ', answer.Descendants(TestDmp.Hl7 + "patientPerson").Single()
                .Elements(TestDmp.Hl7 + "telecom").Select(t => t.Attribute("value")!.Value)));
        Assert.AreEqual($"110110 TD1.3a R 0 {TestDmp.Ins}", dmp.Audit[^1]);
    }

    [TestMethod]
    public void WhatWasReadCanBeSentBack()
    {
        using var dmp = Opened();
        var before = dmp.Dmp()!.Demographics;
        var read = dmp.Send(DmpTransactions.Td13a, TestMessages.Query("CNSLT_DATA"));
        var person = string.Concat(read.Descendants(TestDmp.Hl7 + "patientPerson").Single().Elements());
        var sent = TestMessages.Registration(
            "PRPA_IN201314UV02", "MODIF_DATA", TestMessages.Id(TestDmp.Ins), [], person);
        Assert.AreEqual("AA", dmp.Send(DmpTransactions.Td13b, sent).Outcome());
        Assert.AreEqual(
            System.Text.Json.JsonSerializer.Serialize(before),
            System.Text.Json.JsonSerializer.Serialize(dmp.Dmp()!.Demographics));
    }

    [TestMethod]
    public void OfAClosedDmpNoDataAreRead()
    {
        using var dmp = Opened();
        dmp.Send(DmpTransactions.Td14, TestMessages.Close());
        var answer = dmp.Send(DmpTransactions.Td13a, TestMessages.Query("CNSLT_DATA"));
        Assert.AreEqual("AE DMPClosed", answer.Outcome());
        Assert.AreEqual("AE", answer.Code("queryResponseCode"));
    }

    [TestMethod]
    public void TheReasonTellsTransactionsApart()
    {
        using var dmp = new TestDmp();
        foreach (var reason in new[] { "", "SOMETHING" })
        {
            var fault = Assert.ThrowsExactly<SoapFaultException>(
                () => dmp.Send(DmpTransactions.Td02, TestMessages.Query(reason)));
            StringAssert.Contains(fault.Reason, "TD0.2 (Test of Existence), TD1.3a");
        }
    }

    [TestMethod]
    public void AMessageWithoutPatientIsThatOfTheVihf()
    {
        using var dmp = Opened();
        Assert.AreEqual("OK", Exists(dmp, ids: "<value nullFlavor=\"NI\"/>").Code("queryResponseCode"));
        dmp.User = dmp.User with { Patient = null };
        var answer = Exists(dmp, ids: "<value root=\"1.2.3\" extension=\"1\"/>");
        Assert.AreEqual("AE DMPInvalidMessage", answer.Outcome());
        StringAssert.Contains(answer.Why(), "TD-patient");
    }

    [TestMethod]
    public void ASystemAsksOnlyForPatientsOfItsAuthorities()
    {
        using var dmp = new TestDmp
        {
            System = KnownSystem.Anybody with { AssigningAuthorities = ValueScope.Of(["1.2.3"]) },
        };
        var answer = Exists(dmp);
        Assert.AreEqual("AE DMPAccessDeniedByRightsService", answer.Outcome());
        StringAssert.Contains(answer.Why(), "SYS-authority");
    }

    [TestMethod]
    public void AnotherIdentifierOfThePersonIsThePerson()
    {
        using var dmp = new TestDmp();
        var waiting = new PatientId("157069329642881", InsAuthority.InsNia.Oid);
        dmp.Send(DmpTransactions.Td11, TestMessages.Registration(
            "PRPA_IN201311UV02", "CREA_RD", TestMessages.Id(waiting) + TestMessages.Id(TestDmp.Ins),
            [TestMessages.Observation(TestMessages.Consent)]));
        dmp.User = dmp.User with { Patient = waiting };
        Assert.AreEqual("OK", Exists(dmp).Code("queryResponseCode"));
    }

    private static TestDmp Opened()
    {
        var dmp = new TestDmp();
        Assert.AreEqual("AA", dmp.Send(DmpTransactions.Td11, TestMessages.Create()).Outcome());
        return dmp;
    }

    private static XElement Exists(TestDmp dmp, string ids = "") =>
        dmp.Send(DmpTransactions.Td02, TestMessages.Query("TEST_EXST", ids: ids));

    private static string Lines(XElement answer)
    {
        var values = answer.Elements(TestDmp.Hl7 + "attentionLine").Select(l => l.Element(TestDmp.Hl7 + "value")!);
        return string.Join(' ', values.Select(v => (v.Attribute("code") ?? v.Attribute("value"))!.Value));
    }

    private static IEnumerable<string> Observations(XElement answer) =>
        from one in answer.Descendants(TestDmp.Hl7 + "administrativeObservation")
        let value = one.Element(TestDmp.Hl7 + "value")!
        where value.Attribute(Xsi + "type")!.Value == "BL"
        select $"{one.Code("code")}={value.Attribute("value")!.Value}";
}
