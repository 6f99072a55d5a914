using System.Security.Cryptography.X509Certificates;
using System.Text;
using XdsDmp.Metadata.Errors;
using XdsDmp.Metadata.Model;
using XdsDmp.Security.Assertions;
using XdsDmp.Security.Certificates;
using XdsDmp.Security.Vihf;
using XdsDmp.Soap;
using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Scenarios.Security;

/// <summary>
/// Registry and repository that demand to know who asks (ITI-40, VIHF), over mutual TLS: the user stands in the audit
/// trail of all three transactions, and an assertion opens nothing but what it is about.
/// </summary>
[TestClass]
public sealed class AssertionTests
{
    private const string Issuers = """
        { "version": "1", "issuers": [
          { "name": "practices", "kind": "vihf", "issuer": "signer", "certificates": "{0}" },
          { "name": "hospital", "kind": "xua", "issuer": "urn:hospital", "certificates": "{1}",
            "audiences": ["urn:us"] } ] }
        """;

    private readonly string _patient = TestSubmission.NewPatient();
    private readonly string _folder = TestFolder.New();

    [TestCleanup]
    public void CleanUp() => TestFolder.Delete(_folder);

    [TestMethod]
    public async Task TheUserOfAVihfStandsInTheTrailOfEveryTransaction()
    {
        await using var services = await TestServices.StartAsync(Settings("Vihf", "Required"));
        var client = services.AssertingClient(Vihf(_patient));
        var submission = TestSubmission.Of(_patient, "by a doctor");
        Assert.AreEqual(ResponseStatus.Success, (await client.ProvideAsync(submission)).Status);
        Assert.HasCount(1, await client.EntriesAsync(_patient));
        Assert.HasCount(1, (await client.RetrieveAsync(submission.UniqueId)).Documents);

        foreach (var (trail, transaction) in new[]
        {
            (services.RepositoryAudit(), "ITI-41"), (services.RepositoryAudit(), "ITI-42"),
            (services.RegistryAudit(), "ITI-42"), (services.RegistryAudit(), "ITI-18"),
            (services.RepositoryAudit(), "ITI-43"),
        })
        {
            var record = trail.Single(one => one.Transaction == transaction).Message.ToString();
            StringAssert.Contains(record, $"&lt;{DevelopmentPkiFiles.ProfessionalId}@", transaction);
            StringAssert.Contains(record, "csd-code=\"10\"", transaction);
            StringAssert.Contains(record, "PurposeOfUse", transaction);
            StringAssert.Contains(record, "csd-code=\"normal\"", transaction);
        }
    }

    [TestMethod]
    public async Task WithoutAVihfNothingIsDone()
    {
        await using var services = await TestServices.StartAsync(Settings("Vihf", "Required"));
        var client = services.Client();
        await IsRefusedAsync("InvalidSecurity", () => client.EntriesAsync(_patient));
        await IsRefusedAsync("InvalidSecurity", () => client.ProvideAsync(TestSubmission.Of(_patient, "by nobody")));
        await IsRefusedAsync("InvalidSecurity", () => client.RetrieveAsync("1.2.3"));
        await SystemScene.IsToldAsync(services.RegistryAudit, "110126", "ITI-18 refused", "there is no assertion");
    }

    [TestMethod]
    public async Task AVihfOpensTheRecordOfItsPatientOnly()
    {
        await using var services = await TestServices.StartAsync(Settings("Vihf", "Required"));
        var submission = TestSubmission.Of(_patient, "of one patient");
        await services.AssertingClient(Vihf(_patient)).ProvideAsync(submission);
        var (entry, other) = (submission.UniqueId, services.AssertingClient(Vihf(TestSubmission.NewPatient())));

        await IsRefusedAsync("FailedAuthentication", () => other.EntriesAsync(_patient));
        await IsRefusedAsync("FailedAuthentication", () => other.ProvideAsync(TestSubmission.Of(_patient, "forged")));
        var hidden = await other.RetrieveAsync(entry);
        var absent = await other.RetrieveAsync("1.2.3.4.5");
        Assert.Contains("XDSDocumentUniqueIdError", Told(hidden));
        Assert.AreEqual(
            Told(absent).Replace("1.2.3.4.5", entry, StringComparison.Ordinal), Told(hidden),
            "what is another patient's looks absent");
    }

    [TestMethod]
    public async Task AnAlteredAssertionIsRefusedAlsoWhereNoneIsNeeded()
    {
        await using var services = await TestServices.StartAsync(Settings("Vihf", "Optional"));
        Assert.IsEmpty(await services.Client().EntriesAsync(_patient));
        var altered = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(Vihf(_patient).Span).Replace(
            "code=\"10\"", "code=\"21\"", StringComparison.Ordinal));
        await IsRefusedAsync("FailedCheck", () => services.AssertingClient(altered).EntriesAsync(_patient));
    }

    [TestMethod]
    public async Task AnAssertionOfNobodyWeKnowIsRefused()
    {
        await using var services = await TestServices.StartAsync();
        await IsRefusedAsync(
            "UnsupportedSecurityToken", () => services.AssertingClient(Vihf(_patient)).EntriesAsync(_patient));
    }

    [TestMethod]
    public async Task APlainXuaAssertionDoesWhereNoVihfIsAsked()
    {
        await using var services = await TestServices.StartAsync(Settings("Xua", "Required"));
        Assert.IsEmpty(await services.AssertingClient(Xua()).EntriesAsync(_patient));
        StringAssert.Contains(
            services.RegistryAudit().Single(one => one.Transaction == "ITI-18").Message.ToString(),
            "nurse-7@urn:hospital");
    }

    [TestMethod]
    public async Task APlainXuaAssertionIsNoVihf()
    {
        await using var services = await TestServices.StartAsync(Settings("Vihf", "Required"));
        await IsRefusedAsync(
            "UnsupportedSecurityToken", () => services.AssertingClient(Xua()).EntriesAsync(_patient));
    }

    [TestMethod]
    public async Task SignedAndAssertedFromSubmissionToRetrieval()
    {
        await using var services = await TestServices.StartAsync(
            [.. Settings("Vihf", "Required"), ("Security:MessageSignature", "Required")]);
        var client = services.SigningClient(assertion: Vihf(_patient));
        var submission = TestSubmission.Of(_patient, "signed and asserted");
        Assert.AreEqual(ResponseStatus.Success, (await client.ProvideAsync(submission)).Status);
        CollectionAssert.AreEqual(
            submission.Bytes, (await client.RetrieveAsync(submission.UniqueId)).Bytes(submission.UniqueId));
    }

    private static string Told(TestRetrieval retrieval) =>
        string.Join('\n', retrieval.Response.Errors.Select(error => error.ToString()));

    private static async Task IsRefusedAsync(string subcode, Func<Task> call)
    {
        var fault = (await Assert.ThrowsExactlyAsync<SoapFaultReceivedException>(call)).Fault;
        Assert.AreEqual(FaultCode.Sender, fault.Code);
        Assert.AreEqual(subcode, fault.Subcode?.Name, fault.Reason);
    }

    private (string Key, string Value)[] Settings(string kind, string requirement)
    {
        var file = Path.Combine(_folder, "issuers.json");
        var trust = Path.Combine(TestPki.Files.Folder, "assertion-trust");
        File.WriteAllText(file, Issuers.Replace("{0}", trust, StringComparison.Ordinal)
            .Replace("{1}", TestPki.Files.AssertionIssuer.CertificatePath, StringComparison.Ordinal));
        return [("Security:AssertionIssuers", file), ($"Security:{kind}", requirement)];
    }

    private static ReadOnlyMemory<byte> Vihf(string patient) => new VihfDraft
    {
        IssueInstant = DateTimeOffset.UtcNow,
        Life = TimeSpan.FromMinutes(10),
        Content = new VihfContent
        {
            Version = "3.0",
            Mode = VihfMode.Indirect,
            UserId = DevelopmentPkiFiles.ProfessionalId,
            UserName = "TEST DOCTOR",
            StructureId = DevelopmentPkiFiles.StructureId,
            Sector = new AssertedCode("SA07", "1.2.250.1.71.4.2.4"),
            Profession = new AssertedCode("10", "1.2.250.1.71.1.2.7"),
            Speciality = new AssertedCode("SM26", "1.2.250.1.71.4.2.5"),
            Patient = PatientId.TryParse(patient),
            Resource = "urn:dmp",
            Purpose = AccessPurpose.Normal,
            Software = new CallingSoftware { Name = "test", Version = "1", ApprovalNumber = "TEST" },
        },
    }.Sign(Certificate(TestPki.Files.StructureSignature));

    private static ReadOnlyMemory<byte> Xua() => AssertionWriter.Write(
        new AssertionDraft
        {
            Issuer = new SamlName("urn:hospital"),
            NameId = new SamlName("nurse-7"),
            IssueInstant = DateTimeOffset.UtcNow,
            NotBefore = DateTimeOffset.UtcNow,
            NotOnOrAfter = DateTimeOffset.UtcNow.AddMinutes(10),
            Audiences = ["urn:us"],
        },
        Certificate(TestPki.Files.AssertionIssuer));

    private static X509Certificate2 Certificate(NodeCertificateFiles files) =>
        NodeCertificate.Load(files).Certificate;
}
