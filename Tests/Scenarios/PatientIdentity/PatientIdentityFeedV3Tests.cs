using XdsDmp.Metadata.Errors;
using XdsDmp.Tests.Scenarios.Hostile;
using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Scenarios.PatientIdentity;

/// <summary>ITI-44 on the wire.</summary>
[TestClass]
public sealed class PatientIdentityFeedV3Tests
{
    [TestMethod]
    public async Task SubmissionsAreAcceptedOnceThePatientIsAdded()
    {
        await using var services = await TestServices.StartAsync(("Registry:UnknownPatients", "Reject"));
        var client = services.Client();
        var patient = TestSubmission.NewPatient();
        Scenario.IsRefused(
            await client.ProvideAsync(TestSubmission.Of(patient, "too early")), RegistryErrorCode.XDSUnknownPatientId);

        var answer = await services.RawClient().PostAsync(
            services.Registry, Wire.SimpleType,
            Wire.Bytes(Wire.Envelope(Wire.Action("urn:hl7-org:v3:PRPA_IN201301UV02"), Added(patient.Split('^')[0]))));

        Assert.AreEqual(200, answer.Status, answer.Body);
        StringAssert.Contains(answer.Body, "<typeCode code=\"CA\"/>");
        StringAssert.Contains(answer.Body, "urn:hl7-org:v3:MCCI_IN000002UV01");
        Scenario.IsSuccess(await client.ProvideAsync(TestSubmission.Of(patient, "in time")));
        Assert.IsTrue(services.RegistryAudit().Any(r => r.Transaction == "ITI-44" && r.Objects.Contains(patient)));
    }

    private static string Added(string id) =>
        $"""
        <PRPA_IN201301UV02 xmlns="urn:hl7-org:v3" ITSVersion="XML_1.0"><id root="2.25.7"/><processingCode code="P"/>
        <receiver><device><id root="1.2.42.1"/></device></receiver>
        <sender><device><id root="1.2.42.2"/></device></sender>
        <controlActProcess><subject><registrationEvent><subject1><patient>
        <id root="{Adt.Domain}" extension="{id}"/></patient></subject1></registrationEvent></subject>
        </controlActProcess></PRPA_IN201301UV02>
        """;
}
