using System.Text;
using XdsDmp.Metadata.Ebxml;
using XdsDmp.Metadata.Ebxml.Messages;
using XdsDmp.Metadata.Errors;
using XdsDmp.Tests.Scenarios.Hostile;
using XdsDmp.Tests.Scenarios.Security;
using XdsDmp.Tests.Support;
using Entry = XdsDmp.Metadata.Ebxml.XdsUrns.DocumentEntry;

namespace XdsDmp.Tests.Scenarios.Submissions;

/// <summary>CDA documents over real connections under the profile Dmp: header and entry agree, bytes stay.</summary>
[TestClass]
public sealed class CdaDocumentTests
{
    /// <summary>A gateway, which needs no assertion of a user.</summary>
    private const string Gateway = "gateway";

    private static readonly Lazy<Task<SystemScene>> Scene = new(async () =>
    {
        var scene = await StartAsync(("Dmp:RequireSignature", "false"));
        scene.Connections(Gateway);
        return scene;
    });

    [ClassCleanup]
    public static async Task StopAsync()
    {
        if (Scene.IsValueCreated)
        {
            await (await Scene.Value).DisposeAsync();
        }
    }

    [TestMethod]
    public async Task ADocumentThatAgreesIsRegisteredAndComesBackByteForByte()
    {
        var (submission, client) = (Submission(), (await Scene.Value).Client(Gateway));
        Scenario.IsSuccess(await client.ProvideAsync(submission));
        CollectionAssert.AreEqual(
            submission.Bytes, (await client.RetrieveAsync(submission.UniqueId)).Bytes(submission.UniqueId));
    }

    [TestMethod]
    [DataRow("extension=\"279035121518989\"", "extension=\"157069329642881\"", "CDA-patient")]
    [DataRow("</ClinicalDocument>", "", "CDA-wellFormed")]
    [DataRow("ClinicalDocument", "Note", "CDA-root")]
    [DataRow("code=\"11488-4\"", "code=\"11490-0\"", "CDA-code")]
    public async Task AnotherDocumentThanTheEntrySaysIsRefused(string text, string other, string rule)
    {
        var response = await (await Scene.Value).Client(Gateway).ProvideAsync(
            Submission(cda => cda.Replace(text, other, StringComparison.Ordinal)));
        Assert.AreEqual(ResponseStatus.Failure, response.Status);
        StringAssert.Contains(response.Errors.Single().Context, $"[rule {rule};");
    }

    [TestMethod]
    public async Task WhatIsOnlyToldDoesNotKeepADocumentOut()
    {
        var response = await (await Scene.Value).Client(Gateway).ProvideAsync(
            Submission(cda => cda.Replace("<versionNumber value=\"1\"/>", "", StringComparison.Ordinal)));
        Assert.AreEqual(ResponseStatus.Success, response.Status);
        var warning = response.Errors.Single();
        Assert.AreEqual(ErrorSeverity.Warning, warning.Severity);
        StringAssert.Contains(warning.Context, "[rule CDA-version;");
    }

    [TestMethod]
    public async Task ADocumentOfMoreThanFiveMegabytesIsRefused()
    {
        var response = await (await Scene.Value).Client(Gateway).ProvideAsync(
            Submission(cda => cda.Replace("AAAA", new string('A', 5 * 1024 * 1024), StringComparison.Ordinal)));
        StringAssert.Contains(response.Errors.Single().Context, "[rule REP-documentSize;");
    }

    [TestMethod]
    public async Task ASignatureIsRequiredUnlessASettingSaysOtherwise()
    {
        await using var scene = await StartAsync();
        var response = await scene.Client(Gateway).ProvideAsync(Submission());
        Assert.AreEqual(ResponseStatus.Failure, response.Status);
        StringAssert.Contains(response.Errors.Single().Context, "[rule SIG-required;");
    }

    [TestMethod]
    [DataRow("application/soap+xml", DisplayName = "labelled SOAP 1.2")]
    [DataRow("text/xml", DisplayName = "labelled SOAP 1.1")]
    public async Task AnEnvelopeOfSoap11InAPackageIsTaken(string label)
    {
        var submission = Submission();
        var body = TestClient.Written(xml => ProvideAndRegisterDocumentSetRequestWriter.Write(
            xml, new ProvideAndRegisterDocumentSetRequest<DocumentContent>(
                submission.Objects,
                [new ProvidedDocument<DocumentContent>(A.Document, DocumentContent.Attached($"{A.Document}@test"))])));
        var envelope = Wire.Envelope(Wire.Action(Wire.Provide), Encoding.UTF8.GetString(body.Span), Wire.Soap11);
        var package = Wire.Root(envelope) + Wire.Part($"{A.Document}@test", Encoding.UTF8.GetString(submission.Bytes))
            + Wire.End();
        var scene = await Scene.Value;
        var answer = await new TestRawClient(scene.Connections(Gateway)).PostAsync(
            scene.Registered.Repository, Labelled(Wire.PackageType(), label), Wire.Bytes(Labelled(package, label)));
        StringAssert.Contains(answer.Body, "ResponseStatusType:Success");
        StringAssert.Contains(answer.Body, Wire.Soap11);
    }

    [TestMethod]
    public async Task UnderTheProfileIheAPackageIsWhatItSays()
    {
        var services = await Scenario.ServicesAsync();
        var envelope = Wire.Envelope(Wire.Action(Wire.Provide), "<x/>", Wire.Soap11);
        await HostileCase.IsFaultAsync(
            services.Repository, Wire.PackageType(), Wire.Bytes(Wire.Root(envelope) + Wire.End()), 500,
            "VersionMismatch", "SOAP 1.1");
    }

    /// <summary>A signed header is not needed here; the entry is what <c>xdsdmp submit</c> would make of it.</summary>
    private static TestSubmission Submission(Func<string, string>? change = null)
    {
        var id = TestSubmission.NewOid();
        var cda = Cda.Replace("{id}", id, StringComparison.Ordinal);
        var bytes = Encoding.UTF8.GetBytes(change?.Invoke(cda) ?? cda);
        var entry = ADmp.DocumentEntry().With(SlotNames.CreationTime, "20260102030405")
            .WithIdentifier(Entry.UniqueId, i => i with { Value = id }).Without(SlotNames.Hash, SlotNames.Size);
        return new TestSubmission(
            A.Submission(ADmp.SubmissionSet(), entry, A.Membership()),
            new Dictionary<string, byte[]> { [A.Document] = bytes });
    }

    private static Task<SystemScene> StartAsync(params (string Key, string Value)[] settings) => SystemScene.StartAsync(
        [
            ("Profile", "Dmp"), ("Dmp:Language", "English"), ("Dmp:RuleTreatments:0", "CDA-code=Reject"),
            ("Security:WithoutAssertion:0", Gateway), ("Security:WithoutAssertion:1", "services"), .. settings,
        ],
        SystemScene.System(Gateway, "ITI-41 ITI-43"));

    private static string Labelled(string text, string label) =>
        text.Replace("application/soap+xml", label, StringComparison.Ordinal);

    private const string Cda = """
        <?xml version="1.0" encoding="UTF-8"?>
        <?xml-stylesheet type="text/xsl" href="../none.xsl"?>
        <ClinicalDocument xmlns="urn:hl7-org:v3">
          <id root="{id}"/>
          <code code="11488-4" codeSystem="2.16.840.1.113883.6.1" displayName="Consultation"/>
          <effectiveTime value="20260102040405+0100"/>
          <confidentialityCode code="N" codeSystem="2.16.840.1.113883.5.25"/>
          <setId root="1.2.3.4"/><versionNumber value="1"/>
          <recordTarget><patientRole>
            <id root="1.2.250.1.213.1.4.8" extension="279035121518989"/>
          </patientRole></recordTarget>
          <legalAuthenticator><assignedEntity>
            <id root="1.2.250.1.71.4.2.1" extension="899900063480"/>
          </assignedEntity></legalAuthenticator>
          <component><nonXMLBody>
            <text mediaType="application/pdf" representation="B64">AAAA</text>
          </nonXMLBody></component>
        </ClinicalDocument>
        """;
}
