using XdsDmp.Metadata.Errors;
using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Scenarios.Submissions;

/// <summary>A patient whom no feed has announced (setting <c>Registry:UnknownPatients</c>).</summary>
[TestClass]
public sealed class UnknownPatientTests
{
    private readonly string _patient = TestSubmission.NewPatient();

    [TestMethod]
    public async Task IsRefusedAsTheProfileSays()
    {
        await using var services = await TestServices.StartAsync(("Registry:UnknownPatients", "Reject"));

        var response = await services.Client().ProvideAsync(TestSubmission.Of(_patient, "Hello, DMP"));

        Scenario.IsRefused(response, RegistryErrorCode.XDSUnknownPatientId);
        StringAssert.Contains(response.Errors.Single().Context, _patient);
        Assert.IsEmpty(Directory.GetFiles(services.StagingFolder));
    }

    [TestMethod]
    public async Task IsAcceptedByATestSystem()
    {
        var client = (await Scenario.ServicesAsync()).Client();

        Scenario.IsSuccess(await client.ProvideAsync(TestSubmission.Of(_patient, "Hello, DMP")));
    }

    [TestMethod]
    public async Task OfAnAuthorityThatIsNotUsedIsRefusedEvenByATestSystem()
    {
        await using var services = await TestServices.StartAsync(("Registry:AssigningAuthorities:0", "1.2.3.4"));

        var response = await services.Client().ProvideAsync(TestSubmission.Of(_patient, "Hello, DMP"));

        Scenario.IsRefused(response, RegistryErrorCode.XDSUnknownPatientId);
        StringAssert.Contains(response.Errors.Single().Context, "1.2.3.4");
    }
}
