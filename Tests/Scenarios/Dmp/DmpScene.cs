using XdsDmp.CommandLine.Dmp;
using XdsDmp.Hosting;
using XdsDmp.Hosting.MessageSecurity;
using XdsDmp.Metadata.Ins;
using XdsDmp.Metadata.Model;
using XdsDmp.Security.Assertions;
using XdsDmp.Security.Certificates;
using XdsDmp.Security.Vihf;
using XdsDmp.Soap;
using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Scenarios.Dmp;

/// <summary>
/// Services with the profile Dmp over mutual TLS, and a practice whose messages carry real VIHF of its professionals.
/// </summary>
internal sealed class DmpScene : IAsyncDisposable
{
    private const string Issuers = """
        { "version": "1", "issuers": [
          { "name": "practices", "kind": "vihf", "issuer": "signer", "certificates": "{0}" } ] }
        """;

    private readonly string _folder;
    private readonly TestConnections _connections = new(TestPki.Practice);
    private readonly SoapClient _soap;

    private DmpScene(TestServices services, string folder)
    {
        Services = services;
        _folder = folder;
        _soap = new SoapClient(_connections.Client(TestHttp.Http11), new SoapLimits(), OwnSignature.Carrying);
    }

    public TestServices Services { get; }

    /// <summary>A doctor, unless a test changes it.</summary>
    public VihfContent User { get; set; } = new()
    {
        Version = "3.0",
        Mode = VihfMode.Indirect,
        UserId = DevelopmentPkiFiles.ProfessionalId,
        UserName = "TEST DOCTOR",
        StructureId = DevelopmentPkiFiles.StructureId,
        Sector = new AssertedCode("SA07", "1.2.250.1.71.4.2.4"),
        Profession = new AssertedCode("10", "1.2.250.1.71.1.2.7"),
        Speciality = new AssertedCode("SM26", "1.2.250.1.71.4.2.5"),
        Resource = "urn:dmp",
        Purpose = AccessPurpose.Normal,
        Software = new CallingSoftware { Name = "test", Version = "1", ApprovalNumber = "TEST" },
    };

    public static async Task<DmpScene> StartAsync(params (string Key, string Value)[] settings)
    {
        var folder = TestFolder.New();
        var issuers = Path.Combine(folder, "issuers.json");
        await File.WriteAllTextAsync(issuers, Issuers.Replace(
            "{0}", Path.Combine(TestPki.Files.Folder, "assertion-trust"), StringComparison.Ordinal));
        var services = await TestServices.StartAsync(
        [
            ("Profile", "Dmp"), ("Dmp:InsAuthorities:0", InsAuthority.Test.Oid), ("Dmp:Language", "English"),
            ("Security:AssertionIssuers", issuers), ("Security:Vihf", "Required"), .. settings,
        ]);
        return new DmpScene(services, folder);
    }

    /// <summary>An INS of the test domain that nobody else has.</summary>
    public static PatientId NewIns()
    {
        var number = $"2{Random.Shared.Next(10, 99)}{Random.Shared.Next(1, 13):00}75"
            + $"{Random.Shared.Next(0, 1000):000}{Random.Shared.Next(0, 1000):000}";
        return new PatientId(number + NirKey.Of(number), InsAuthority.Test.Oid);
    }

    public ReadOnlyMemory<byte> Vihf(PatientId? patient) => new VihfDraft
    {
        IssueInstant = DateTimeOffset.UtcNow,
        Life = TimeSpan.FromMinutes(10),
        ResourceId = patient is null ? null : $"{patient}^NH",
        Content = User with { Patient = patient },
    }.Sign(NodeCertificate.Load(TestPki.Files.StructureSignature).Certificate);

    public async Task<DmpAnswer> SendAsync(
        TransactionId id, PatientId? patient, ReadOnlyMemory<byte> body, Uri? endpoint = null, bool isAsserted = true)
    {
        using var message = await _soap.CallAsync(
            endpoint ?? DmpClient.EndpointOf(Services.Registry, id),
            new OutgoingMessage
            {
                Form = new SoapForm(SoapVersion.Soap12, IsMtom: false),
                Addressing = new AddressingHeaders { Action = id.Action },
                Body = body,
                Assertion = isAsserted ? Vihf(patient) : default,
            },
            null, CancellationToken.None);
        return DmpAnswer.Of(message);
    }

    public async ValueTask DisposeAsync()
    {
        _connections.Dispose();
        await Services.DisposeAsync();
        TestFolder.Delete(_folder);
    }
}
