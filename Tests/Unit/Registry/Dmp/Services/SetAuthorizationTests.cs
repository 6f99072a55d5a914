using System.Xml.Linq;
using XdsDmp.Hosting;
using XdsDmp.Metadata.Errors;
using XdsDmp.Registry.Dmp.State;
using XdsDmp.Registry.Dmp.Storage;
using XdsDmp.Security.Assertions;
using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Unit.Registry.Dmp.Services;

/// <summary>TD0.3 and TD1.6.</summary>
[TestClass]
public sealed class SetAuthorizationTests
{
    private static readonly string[] Fields =
        ["nationalId", "lastName", "codeSpeciality", "startOfAuthorization", "mode", "specificRight"];

    private static readonly AssertedCode Nurse = new("60", "1.2.250.1.71.1.2.7") { DisplayName = "Infirmier" };

    [TestMethod]
    public void AProfessionalIsAuthorisedForAYear()
    {
        using var dmp = Opened();
        var answer = Set(dmp, "AJOUT");
        Assert.AreEqual("setAuthorizationResponse", answer.Name.LocalName);
        Assert.AreEqual("DMPOk", answer.Field("status"));
        Assert.AreEqual("authorised until 2027-03-01", answer.Field("context"));
        Assert.IsEmpty(SchemaValidation.Errors(answer));
        Assert.IsTrue(dmp.Authorisation()!.IsValidAt(dmp.Clock.Now.AddDays(364)));
        Assert.IsFalse(dmp.Authorisation()!.IsValidAt(dmp.Clock.Now.AddDays(366)));
        Assert.AreEqual($"110110 TD0.3 U 0 {TestDmp.Ins}", dmp.Audit[^1]);
    }

    [TestMethod]
    public void ItCanBeRenewed()
    {
        using var dmp = Opened();
        Set(dmp, "AJOUT");
        dmp.Clock.Now = dmp.Clock.Now.AddDays(300);
        Set(dmp, "AJOUT");
        Assert.IsTrue(dmp.Authorisation()!.IsValidAt(dmp.Clock.Now.AddDays(364)));
    }

    [TestMethod]
    public void OnlyADoctorIsMedecinTraitant()
    {
        using var dmp = Opened();
        Set(dmp, "AJOUT", "MEDECIN_TRAITANT");
        Assert.IsTrue(dmp.Authorisation()!.IsAttendingPhysician);

        dmp.User = dmp.User with { UserId = "899700218897", Profession = Nurse, Speciality = null };
        var refused = Set(dmp, "AJOUT", "MEDECIN_TRAITANT");
        Assert.AreEqual("DMPNotADoctor", refused.Field("status"));
        StringAssert.Contains(refused.Field("context"), "TD-doctor");
        Assert.IsNull(dmp.Authorisation());
    }

    [TestMethod]
    public void WhoStopsBeingMedecinTraitantStaysAuthorised()
    {
        using var dmp = Opened();
        Set(dmp, "AJOUT", "MEDECIN_TRAITANT");
        Assert.AreEqual("DMPOk", Set(dmp, "SUPPRESSION", "MEDECIN_TRAITANT").Field("status"));
        Assert.IsFalse(dmp.Authorisation()!.IsAttendingPhysician);
        Assert.IsTrue(dmp.Authorisation()!.IsValidAt(dmp.Clock.Now));
        Assert.AreEqual("DMPOk", Set(dmp, "SUPPRESSION").Field("status"));
        Assert.IsNull(dmp.Authorisation());
        Assert.AreEqual("DMPAuthorizationNotFound", Set(dmp, "SUPPRESSION").Field("status"));
    }

    [TestMethod]
    public async Task WhomThePatientHasBlockedCannotAuthoriseHimself()
    {
        using var dmp = Opened();
        await dmp.WriteAsync(session => AuthorisationStore.Block(
            session, DmpStore.Find(session, TestDmp.Ins)!.Key, new Professional(dmp.User.UserId, "DOE"),
            Actor.Administrator("test"), dmp.Clock.Now));
        var fault = dmp.Refused(
            DmpTransactions.Td03, TestMessages.Business(DmpTransactions.Td03, "<action>AJOUT</action>"));
        Assert.AreEqual("DMPAccessDeniedByRightsService", fault.Subcode!.Name);
        Assert.IsTrue(dmp.Authorisation()!.IsBlock);
    }

    [TestMethod]
    [DataRow("<action>GIVE</action>", "TD-value")]
    [DataRow("<role>MEDECIN_TRAITANT</role>", "TD-value")]
    [DataRow("<action>AJOUT</action><role>CHEF</role>", "TD-value")]
    [DataRow("<nationalId>1</nationalId><action>AJOUT</action>", "TD-message")]
    public void WhatIsWrongIsTold(string fields, string rule)
    {
        using var dmp = Opened();
        var answer = dmp.Send(DmpTransactions.Td03, TestMessages.Business(DmpTransactions.Td03, fields));
        Assert.AreEqual("DMPInvalidMessage", answer.Field("status"));
        StringAssert.Contains(answer.Field("context"), rule);
    }

    [TestMethod]
    public void WithoutADmpNobodyIsAuthorised()
    {
        using var dmp = new TestDmp { Language = Language.French };
        var answer = Set(dmp, "AJOUT");
        Assert.AreEqual("DMPNotFound", answer.Field("status"));
        StringAssert.Contains(answer.Field("context"), "n'a pas de DMP");
    }

    [TestMethod]
    public void FieldsWithoutNamespaceAreReadToo()
    {
        using var dmp = Opened();
        var answer = dmp.Send(DmpTransactions.Td03, """
            <h:setAuthorization xmlns:h="urn:si-dmp-habilitations"><action>AJOUT</action></h:setAuthorization>
            """);
        Assert.AreEqual("DMPOk", answer.Field("status"));
    }

    [TestMethod]
    public async Task TheListTellsWhoMayAndWhoMayNot()
    {
        using var dmp = Opened();
        Set(dmp, "AJOUT", "MEDECIN_TRAITANT");
        await dmp.WriteAsync(session => AuthorisationStore.Block(
            session, DmpStore.Find(session, TestDmp.Ins)!.Key, new Professional("899700218800", "LIBRE", "MAX"),
            Actor.Administrator("test"), dmp.Clock.Now));

        var active = List(dmp, "ACTIVE").Descendants().Single(e => e.Name.LocalName == "authorization");
        Assert.AreEqual("899700218896 DOE Ann G15_10/SM26 20260301120000 ACTIVE MEDECIN_TRAITANT", string.Join(' ',
            Fields.Select(active.Field)));
        Assert.AreEqual("899700218800", List(dmp, "INTERDITE").Field("nationalId"));
        var all = List(dmp, "TOUTE");
        Assert.HasCount(2, all.Elements().Where(e => e.Name.LocalName == "authorization"));
        Assert.IsEmpty(SchemaValidation.Errors(all));
        Assert.AreEqual($"110110 TD1.6 R 0 {TestDmp.Ins}", dmp.Audit[^1]);
    }

    [TestMethod]
    public void TheListIsForWhoIsAuthorised()
    {
        using var dmp = Opened();
        var fault = dmp.Refused(
            DmpTransactions.Td16, TestMessages.Business(DmpTransactions.Td16, "<mode>TOUTE</mode>"));
        Assert.AreEqual("DMPAccessDeniedByRightsService", fault.Subcode!.Name);
    }

    private static TestDmp Opened()
    {
        var dmp = new TestDmp();
        dmp.Send(DmpTransactions.Td11, TestMessages.Create());
        return dmp;
    }

    private static XElement Set(TestDmp dmp, string action, string? role = null) => dmp.Send(
        DmpTransactions.Td03, TestMessages.Business(
            DmpTransactions.Td03, $"<action>{action}</action>" + (role is null ? "" : $"<role>{role}</role>")));

    private static XElement List(TestDmp dmp, string mode) =>
        dmp.Send(DmpTransactions.Td16, TestMessages.Business(DmpTransactions.Td16, $"<mode>{mode}</mode>"));
}
