using System.Xml.Linq;
using XdsDmp.Hosting;
using XdsDmp.Metadata.Ins;
using XdsDmp.Metadata.Model;
using XdsDmp.Security.Vihf;

namespace XdsDmp.Tests.Unit.Registry.Dmp.Services;

/// <summary>TD0.5.</summary>
[TestClass]
public sealed class FindPatientsTests
{
    private const string Family = "<livingSubjectName><value><family>dupont</family></value></livingSubjectName>";

    [TestMethod]
    public void WhoFitsIsFoundBestFirst()
    {
        using var dmp = Filled(2);
        var answer = dmp.Send(DmpTransactions.Td05, TestMessages.Search(
            Family + "<livingSubjectBirthTime><value value=\"19790312\"/></livingSubjectBirthTime>"
            + "<patientAddress><value><city>Paris</city></value></patientAddress>"));
        Assert.AreEqual(TestDmp.Hl7 + "PRPA_IN201306UV02", answer.Name);
        Assert.AreEqual("AA", answer.Outcome());
        Assert.AreEqual("OK", answer.Code("queryResponseCode"));
        Assert.AreEqual("100 66", string.Join(' ', answer.Descendants(TestDmp.Hl7 + "queryMatchObservation")
            .Select(o => o.Element(TestDmp.Hl7 + "value")!.Attribute("value")!.Value)));
        Assert.AreEqual("OPPOSITION_ACCES_URGENCE", answer.Descendants(TestDmp.Hl7 + "subjectOf2").First()
            .Descendants(TestDmp.Hl7 + "code").Single().Attribute("code")!.Value);
        Assert.IsEmpty(answer.Descendants(TestDmp.Hl7 + "addr"));
        CollectionAssert.AreEqual(
            dmp.Audit.TakeLast(3).ToArray(),
            Found(answer).Select(p => p.Element(TestDmp.Hl7 + "id")!.Attribute("extension")!.Value)
                .Select(id => $"110110 TD0.5 R 0 {new PatientId(id, InsAuthority.Test.Oid)}")
                .Prepend("110110 TD0.5 E 0").ToArray());
    }

    [TestMethod]
    public void NotMoreThanTenAreTold()
    {
        using var dmp = Filled(12);
        var answer = dmp.Send(DmpTransactions.Td05, TestMessages.Search(Family));
        Assert.HasCount(10, Found(answer));
        Assert.AreEqual("10", answer.Descendants(TestDmp.Hl7 + "resultTotalQuantity").Single()
            .Attribute("value")!.Value);
    }

    [TestMethod]
    public void AnotherSexIsAnotherPerson()
    {
        using var dmp = Filled(1);
        Assert.IsEmpty(Found(dmp.Send(DmpTransactions.Td05, TestMessages.Search(
            Family + "<livingSubjectAdministrativeGender><value code=\"M\"/></livingSubjectAdministrativeGender>"))));
    }

    [TestMethod]
    public void NobodyIsNoError()
    {
        using var dmp = Filled(0);
        var answer = dmp.Send(DmpTransactions.Td05, TestMessages.Search(Family));
        Assert.AreEqual("AA", answer.Outcome());
        Assert.AreEqual("NF", answer.Code("queryResponseCode"));
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("<livingSubjectName><value><given>ELODIE</given></value></livingSubjectName>")]
    [DataRow("<livingSubjectBirthTime><value value=\"1979\"/></livingSubjectBirthTime>")]
    public void WithTooLittleNobodyIsLookedFor(string parameters)
    {
        using var dmp = Filled(1);
        var answer = dmp.Send(DmpTransactions.Td05, TestMessages.Search(parameters));
        Assert.AreEqual("AE DMPInvalidMessage", answer.Outcome());
        StringAssert.Contains(answer.Why(), "TD-criteria");
    }

    [TestMethod]
    public void OnlyTheEmergencyCallCentreMay()
    {
        using var dmp = Filled(1);
        dmp.User = dmp.User with { Purpose = AccessPurpose.Normal };
        Assert.AreEqual(
            "DMPAccessDeniedByRightsService",
            dmp.Refused(DmpTransactions.Td05, TestMessages.Search(Family)).Subcode!.Name);
    }

    private static TestDmp Filled(int count)
    {
        var dmp = new TestDmp();
        for (var i = 0; i < count; i++)
        {
            var number = $"27903751000{i:00}";
            var ins = new PatientId(number + NirKey.Of(number), InsAuthority.Test.Oid);
            dmp.User = dmp.User with { Patient = ins };
            var person = i == 0
                ? TestMessages.Person
                : TestMessages.Person.Replace("PARIS", "LYON", StringComparison.Ordinal);
            Assert.AreEqual("AA", dmp.Send(DmpTransactions.Td11, TestMessages.Registration(
                "PRPA_IN201311UV02", "CREA_RD", TestMessages.Id(ins),
                [TestMessages.Observation(TestMessages.Consent)], person)).Outcome());
        }

        dmp.User = dmp.User with { Patient = null, Purpose = AccessPurpose.RegulationCentre15 };
        return dmp;
    }

    private static IEnumerable<XElement> Found(XElement answer) => answer.Descendants(TestDmp.Hl7 + "patient");
}
