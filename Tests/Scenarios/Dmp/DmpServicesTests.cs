using System.Xml.Linq;
using XdsDmp.CommandLine.Dmp;
using XdsDmp.Hosting;
using XdsDmp.Metadata.Ebxml;
using XdsDmp.Metadata.Errors;
using XdsDmp.Metadata.Model;
using XdsDmp.Metadata.Queries;
using XdsDmp.Registry.Dmp.Services;
using XdsDmp.Security.Vihf;
using XdsDmp.Soap;
using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Scenarios.Dmp;

/// <summary>The services of the DMP as a client's tools and an auditor meet them.</summary>
[TestClass]
public sealed class DmpServicesTests
{
    private readonly PatientId _ins = DmpScene.NewIns();

    [TestMethod]
    [DataRow(DmpServices.Patients)]
    [DataRow(DmpServices.Habilitations)]
    [DataRow(DmpServices.PatientSpecific)]
    [DataRow(DmpServices.PatientCertif)]
    public async Task EachServiceDescribesItself(string path)
    {
        await using var scene = await DmpScene.StartAsync();
        var raw = scene.Services.RawClient();
        foreach (var place in new[] { path, DmpServices.DmpBase + path })
        {
            var url = new Uri(scene.Services.Registry, place);
            var wsdl = XDocument.Parse((await raw.GetAsync(new Uri($"{url}?wsdl"))).Body);
            var locations = wsdl.Descendants().Attributes("schemaLocation").Select(a => a.Value).ToList();
            Assert.IsNotEmpty(locations);
            foreach (var location in locations)
            {
                Assert.AreEqual("schema", XDocument.Parse(
                    (await raw.GetAsync(new Uri(location))).Body).Root!.Name.LocalName);
            }
        }
    }

    [TestMethod]
    public async Task ASystemNeedsItsPermissionForEachTransaction()
    {
        var folder = TestFolder.New();
        var systems = Path.Combine(folder, "systems.json");
        using (var certificate = TestPki.Practice)
        {
            await File.WriteAllTextAsync(systems, $$"""
                { "version": "1", "systems": [ { "name": "practice", "kind": "practice",
                  "certificates": [ { "subject": "{{certificate.Subject}}", "issuer": "{{certificate.Issuer}}" } ],
                  "transactions": [ "TD0.2" ], "assigningAuthorities": "*" } ] }
                """);
        }

        await using var scene = await DmpScene.StartAsync(("Security:Systems", systems));
        var exists = await scene.SendAsync(DmpTransactions.Td02, _ins, DmpRequests.Query("TEST_EXST", _ins));
        Assert.IsEmpty(exists.Mistakes);
        foreach (var (id, body) in new[]
        {
            (DmpTransactions.Td13a, DmpRequests.Query("CNSLT_DATA", _ins)),
            (DmpTransactions.Td03, DmpRequests.Business(DmpTransactions.Td03, _ins, ("action", "AJOUT"))),
        })
        {
            var fault = await Assert.ThrowsExactlyAsync<SoapFaultReceivedException>(
                () => scene.SendAsync(id, _ins, body));
            StringAssert.Contains(fault.Fault.Reason, $"this system is not allowed {id.Number} here");
        }

        TestFolder.Delete(folder);
    }

    [TestMethod]
    public async Task WithoutAVihfNobodyIsToldAnything()
    {
        await using var scene = await DmpScene.StartAsync();
        var fault = await Assert.ThrowsExactlyAsync<SoapFaultReceivedException>(
            () => scene.SendAsync(
                DmpTransactions.Td02, _ins, DmpRequests.Query("TEST_EXST", _ins), isAsserted: false));
        Assert.AreEqual("InvalidSecurity", fault.Fault.Subcode!.Name);
    }

    [TestMethod]
    public async Task BrisDeGlaceIsRefusedInTheCallersLanguageAndStandsInTheTrail()
    {
        await using var scene = await DmpScene.StartAsync(("Dmp:Language", "French"));
        scene.User = scene.User with { Purpose = AccessPurpose.BreakGlass, Reason = "patient inconscient" };
        var fault = await Assert.ThrowsExactlyAsync<SoapFaultReceivedException>(
            () => scene.SendAsync(DmpTransactions.Td03, _ins, DmpRequests.Business(
                DmpTransactions.Td03, _ins, ("action", "AJOUT"))));
        Assert.AreEqual("DMPAccessDeniedByRightsService", fault.Fault.Subcode!.Name);
        StringAssert.Contains(fault.Fault.Reason, "n'a pas ce droit");
        Assert.IsTrue(scene.Services.RegistryAudit().Any(
            record => record.Event == "110113" && record.Objects.Contains(_ins.ToString())));
    }

    /// <summary>ITI-86 is for the machinery; a user deletes by TD3.3, which the registry decides upon.</summary>
    [TestMethod]
    public async Task NobodyRemovesDocumentsOfADmpOnBehalfOfAUser()
    {
        await using var scene = await DmpScene.StartAsync();

        var response = await scene.Services.AssertingClient(scene.Vihf(_ins)).RemoveAsync("1.2.3");

        Scenario.IsRefused(response, RegistryErrorCode.XDSRemoveDocumentsError);
        StringAssert.Contains(response.Errors.Single().Context, "RMD-user");
    }

    [TestMethod]
    public async Task DocumentsAreForADmpThatIsOpen()
    {
        await using var scene = await DmpScene.StartAsync();
        var query = () => scene.Services.AssertingClient(scene.Vihf(_ins)).QueryAsync(new StoredQueryRequest(
            StoredQueryDefinitions.FindDocuments.Id, QueryReturnType.LeafClass,
            new QuerySlot(ParameterNames.DocumentEntryPatientId, QueryValue.Text(_ins.ToString())),
            new QuerySlot(ParameterNames.DocumentEntryStatus, QueryValue.Texts(XdsUrns.StatusApproved))));
        Scenario.IsRefused((await query()).Response, RegistryErrorCode.XDSUnknownPatientId);
        Assert.IsEmpty((await scene.SendAsync(DmpTransactions.Td11, _ins, DmpRequests.Registration(
            new RegistrationOrder("PRPA_IN201311UV02", "CREA_RD", [_ins], new DmpPerson
            {
                BirthName = "DUPONT",
                FirstNames = "ELODIE",
            })
            {
                Observations = [new("CONSENTEMENT_OUVERTURE_DMP", true)],
            }))).Mistakes);
        await scene.SendAsync(DmpTransactions.Td03, _ins, DmpRequests.Business(
            DmpTransactions.Td03, _ins, ("action", "AJOUT")));
        Scenario.IsSuccess((await query()).Response);
    }
}
