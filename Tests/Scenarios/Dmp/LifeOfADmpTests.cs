using XdsDmp.CommandLine.Dmp;
using XdsDmp.Hosting;
using XdsDmp.Metadata.Model;
using XdsDmp.Soap;
using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Scenarios.Dmp;

/// <summary>A DMP from its creation to its closing and back, over mutual TLS and with VIHF (TD0.2 to TD1.6).</summary>
[TestClass]
public sealed class LifeOfADmpTests
{
    private static readonly DmpPerson Person = new()
    {
        BirthName = "DUPONT",
        UsedName = "MARTIN",
        FirstNames = "ELODIE ANNE",
        Gender = "F",
        BirthDate = "19790312",
        City = "PARIS",
    };

    private readonly PatientId _ins = DmpScene.NewIns();

    [TestMethod]
    public async Task ADmpIsOpenedUsedClosedAndOpenedAgain()
    {
        await using var scene = await DmpScene.StartAsync();
        Assert.AreEqual("NF NON_EXISTE", await ExistsAsync(scene));

        await DoneAsync(scene, DmpTransactions.Td11, Create());
        Assert.AreEqual("OK NON_EXISTE", await ExistsAsync(scene));
        await RefusedAsync(scene, DmpTransactions.Td11, Create(), "DMPAlreadyExists");

        await DoneAsync(scene, DmpTransactions.Td03, Authorise("AJOUT"));
        Assert.AreEqual("OK VALIDE", await ExistsAsync(scene));
        await DoneAsync(scene, DmpTransactions.Td03, Authorise("AJOUT", "MEDECIN_TRAITANT"));
        var list = await DoneAsync(scene, DmpTransactions.Td16, DmpRequests.Business(
            DmpTransactions.Td16, null, ("mode", "ACTIVE")));
        Assert.AreEqual("MEDECIN_TRAITANT", DmpAnswer.Field(list.All("authorization").Single(), "specificRight"));
        var patients = await scene.SendAsync(DmpTransactions.Td04, null, DmpRequests.Business(
            DmpTransactions.Td04, null, ("startDate", "20260101000000"), ("dateType", "LASTAUTORIZATION")));
        Assert.AreEqual(_ins.Extension, DmpAnswer.Field(patients.All("patient").Single(), "nationalId"));

        await DoneAsync(scene, DmpTransactions.Td14, Change("FERM", "ne souhaite plus de DMP"));
        await RefusedAsync(scene, DmpTransactions.Td03, Authorise("AJOUT"), "DMPClosed");
        Assert.AreEqual(
            "terminated", (await SendAsync(scene, DmpTransactions.Td02, Exists())).All("patient").Single().Elements
                .Single(e => e.LocalName == "statusCode").Attribute("code"));

        await DoneAsync(scene, DmpTransactions.Td12, Change("REAC", null, "CONSENTEMENT_REACTIVATION_DMP"));
        Assert.AreEqual("OK VALIDE", await ExistsAsync(scene));
        await RefusedAsync(
            scene, DmpTransactions.Td12, Change("REAC", null, "CONSENTEMENT_REACTIVATION_DMP"), "DMPAlreadyActive");
        var trail = scene.Services.RegistryAudit().Where(one => one.Event == "110110").ToList();
        foreach (var number in new[] { "TD0.2", "TD0.3", "TD0.4", "TD1.1", "TD1.2", "TD1.4", "TD1.6" })
        {
            Assert.IsTrue(trail.Exists(one => one.Transaction == number), number);
        }
    }

    [TestMethod]
    public async Task AdministrativeDataAreReadAndChanged()
    {
        await using var scene = await DmpScene.StartAsync();
        await DoneAsync(scene, DmpTransactions.Td11, Create());
        await DoneAsync(scene, DmpTransactions.Td13b, DmpRequests.Registration(new RegistrationOrder(
            "PRPA_IN201314UV02", "MODIF_DATA", [_ins], Person with { City = "LYON", MobilePhone = "0600000000" })));
        var read = await DoneAsync(scene, DmpTransactions.Td13a, DmpRequests.Query("CNSLT_DATA", _ins));
        Assert.AreEqual("LYON", DmpAnswer.Field(read.Body, "city"));
        Assert.AreEqual("tel:0600000000", DmpAnswer.Value(read.Body, "telecom"));
    }

    [TestMethod]
    public async Task TheServicesAreAlsoWhereClientsOfTheDmpLookForThem()
    {
        await using var scene = await DmpScene.StartAsync();
        var endpoint = new Uri(scene.Services.Registry, "/si-dmp-server/v2/services/patients");
        var answer = await scene.SendAsync(DmpTransactions.Td02, _ins, Exists(), endpoint);
        Assert.IsEmpty(answer.Mistakes);
    }

    [TestMethod]
    public async Task WithTheProfileOfIheNobodyAnswersForTheDmp()
    {
        await using var scene = await DmpScene.StartAsync(("Profile", "Ihe"));
        await Assert.ThrowsExactlyAsync<SoapTransportException>(() => SendAsync(scene, DmpTransactions.Td02, Exists()));
    }

    [TestMethod]
    public async Task ThePatientOfTheRequestIsThatOfTheVihf()
    {
        await using var scene = await DmpScene.StartAsync();
        var fault = await Assert.ThrowsExactlyAsync<SoapFaultReceivedException>(
            () => scene.SendAsync(DmpTransactions.Td11, DmpScene.NewIns(), Create()));
        Assert.AreEqual("FailedAuthentication", fault.Fault.Subcode!.Name);
        Assert.AreEqual("NF NON_EXISTE", await ExistsAsync(scene));
    }

    [TestMethod]
    public async Task RequestsAreValidatedWhereThatIsWanted()
    {
        await using var scene = await DmpScene.StartAsync(("Registry:ValidateSchema", "true"));
        await DoneAsync(scene, DmpTransactions.Td11, Create());
        await DoneAsync(scene, DmpTransactions.Td03, Authorise("AJOUT"));
        var fault = await Assert.ThrowsExactlyAsync<SoapFaultReceivedException>(
            () => SendAsync(scene, DmpTransactions.Td03, Authorise("GIVE")));
        StringAssert.Contains(fault.Fault.Reason, "not valid");
    }

    private ReadOnlyMemory<byte> Create() => DmpRequests.Registration(
        new RegistrationOrder("PRPA_IN201311UV02", "CREA_RD", [_ins], Person)
        {
            Observations = [new("CONSENTEMENT_OUVERTURE_DMP", true)],
        });

    private ReadOnlyMemory<byte> Change(string reason, string? closing, params string[] consents) =>
        DmpRequests.Registration(new RegistrationOrder("PRPA_IN201314UV02", reason, [_ins], Person)
        {
            ClosingText = closing,
            Observations = [.. consents.Select(code => KeyValuePair.Create(code, true))],
        });

    private ReadOnlyMemory<byte> Exists() => DmpRequests.Query("TEST_EXST", _ins);

    private ReadOnlyMemory<byte> Authorise(string action, string? role = null) =>
        DmpRequests.Business(DmpTransactions.Td03, _ins, ("action", action), ("role", role));

    private Task<DmpAnswer> SendAsync(DmpScene scene, TransactionId id, ReadOnlyMemory<byte> body) =>
        scene.SendAsync(id, _ins, body);

    private async Task<string> ExistsAsync(DmpScene scene)
    {
        var answer = await DoneAsync(scene, DmpTransactions.Td02, Exists());
        return $"{DmpAnswer.Value(answer.Body, "queryResponseCode", "code")} "
            + DmpAnswer.Value(answer.First("attentionLine")!, "value", "code");
    }

    private async Task<DmpAnswer> DoneAsync(DmpScene scene, TransactionId id, ReadOnlyMemory<byte> body)
    {
        var answer = await SendAsync(scene, id, body);
        Assert.AreEqual("", string.Join('\n', answer.Mistakes.Select(m => $"{m.Code}: {m.Explanation}")), id.Number);
        return answer;
    }

    private async Task RefusedAsync(DmpScene scene, TransactionId id, ReadOnlyMemory<byte> body, string code) =>
        Assert.AreEqual(code, (await SendAsync(scene, id, body)).Mistakes.Single().Code, id.Number);
}
