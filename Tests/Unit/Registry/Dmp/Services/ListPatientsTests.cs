using System.Xml.Linq;
using XdsDmp.Hosting;
using XdsDmp.Registry.Storage;
using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Unit.Registry.Dmp.Services;

/// <summary>TD0.4.</summary>
[TestClass]
public sealed class ListPatientsTests
{
    private static readonly string[] Fields =
    [
        "nationalId", "lastName", "patronymicalName", "firstName", "civility", "dateOfBirth", "MT", "lastUpdateDate",
    ];

    [TestMethod]
    public void ThePatientsOfAProfessionalAreListed()
    {
        using var dmp = Authorised();
        var answer = List(dmp, "LASTAUTORIZATION", "20260101000000");
        Assert.AreEqual("DMPOk", answer.Field("status"));
        Assert.IsEmpty(SchemaValidation.Errors(answer));
        Assert.AreEqual(
            $"{TestDmp.Ins.Extension} MARTIN DUPONT ÉLODIE ANNE MME 19790312 true 20260301120000",
            string.Join(' ', Fields.Select(answer.Field)));
        Assert.AreEqual(
            $"110110 TD0.4 R 0|110110 TD0.4 R 0 {TestDmp.Ins}", string.Join('|', dmp.Audit.TakeLast(2)));
    }

    [TestMethod]
    [DataRow("LASTAUTORIZATION", "20260301120001")]
    [DataRow("LASTDOC", "20260101000000")]
    public void WhatWasBeforeOrNeverIsLeftOut(string dateType, string start)
    {
        using var dmp = Authorised();
        Assert.IsEmpty(Rows(List(dmp, dateType, start)));
    }

    [TestMethod]
    public void ADocumentPutsADmpOnTheList()
    {
        using var dmp = Authorised();
        dmp.Node.Writer.WriteAsync(session =>
        {
            var key = PatientStore.PersonOf(session, TestDmp.Ins)!.Value;
            var set = session.Insert(
                """
                INSERT INTO registry_object (entry_uuid, kind, status, patient_id, logical_id, version, fragment)
                VALUES (@uuid, 2, 1, @patient, @logical, 1, @fragment)
                """,
                Guid.NewGuid().ToByteArray(), key, Guid.NewGuid().ToByteArray(), Array.Empty<byte>());
            session.Execute(
                """
                INSERT INTO submission_set (patient_id, object_id, source_id, submission_time)
                VALUES (@patient, @id, '1.2', '20260302000000')
                """,
                key, set);
        }).GetAwaiter().GetResult();

        Assert.AreEqual("20260302000000", List(dmp, "LASTDOC", "20260302000000").Field("lastAddDate"));
        Assert.IsEmpty(Rows(List(dmp, "LASTDOC", "20260303000000")));
    }

    [TestMethod]
    public void EndedAuthorisationsAndClosedDmpsAreLeftOut()
    {
        using var dmp = Authorised();
        dmp.User = dmp.User with { Patient = TestDmp.Ins };
        dmp.Send(DmpTransactions.Td14, TestMessages.Close());
        Assert.IsEmpty(Rows(List(dmp, "LASTAUTORIZATION", "20260101000000")));
        using var ended = Authorised();
        ended.Clock.Now = ended.Clock.Now.AddDays(400);
        Assert.IsEmpty(Rows(List(ended, "LASTAUTORIZATION", "20260101000000")));
    }

    [TestMethod]
    public void TheListOfAnotherIsNobodyElses()
    {
        using var dmp = Authorised();
        var answer = List(dmp, "LASTAUTORIZATION", "20260101000000", "<psOwnerId>899700218800</psOwnerId>");
        Assert.AreEqual("DMPAccessDeniedByRightsService", answer.Field("status"));
        StringAssert.Contains(answer.Field("context"), "TD-owner");
        var own = List(dmp, "LASTAUTORIZATION", "20260101000000", "<psOwnerId>899700218896</psOwnerId>");
        Assert.HasCount(1, Rows(own));
    }

    [TestMethod]
    [DataRow("LASTAUTHORIZATION", "20260101000000")]
    [DataRow("LASTDOC", "20260101")]
    [DataRow("LASTDOC", "20261301000000")]
    public void WhatIsWrongIsTold(string dateType, string start)
    {
        using var dmp = Authorised();
        Assert.AreEqual("DMPInvalidMessage", List(dmp, dateType, start).Field("status"));
    }

    private static TestDmp Authorised()
    {
        var dmp = new TestDmp();
        dmp.Send(DmpTransactions.Td11, TestMessages.Create());
        dmp.Send(DmpTransactions.Td03, TestMessages.Business(
            DmpTransactions.Td03, "<action>AJOUT</action><role>MEDECIN_TRAITANT</role>"));
        dmp.User = dmp.User with { Patient = null };
        return dmp;
    }

    private static XElement List(TestDmp dmp, string dateType, string start, string more = "") =>
        dmp.Send(DmpTransactions.Td04, TestMessages.Business(
            DmpTransactions.Td04, $"<startDate>{start}</startDate><dateType>{dateType}</dateType>{more}"));

    private static IEnumerable<XElement> Rows(XElement answer) =>
        answer.Elements().Where(element => element.Name.LocalName == "patient");
}
