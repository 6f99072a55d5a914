using System.Security.Cryptography.X509Certificates;
using System.Text;
using XdsDmp.Metadata.Model;
using XdsDmp.Security.Assertions;
using XdsDmp.Security.Certificates;
using XdsDmp.Security.Vihf;
using XdsDmp.Tests.Unit.Security.Assertions;

namespace XdsDmp.Tests.Unit.Security.Vihf;

/// <summary>A practice with certificates for connections and signatures, and a professional with his card.</summary>
internal sealed class TestStructure : IDisposable
{
    public const string StructureId = "10B0025402";
    public const string PersonId = "899700218896";
    public static readonly AssertedCode Doctor = new("10", "1.2.250.1.71.1.2.7") { DisplayName = "Médecin" };
    public static readonly AssertedCode GeneralPractice = new("SM26", "1.2.250.1.71.4.2.5");
    private const string Ins = "1.2.250.1.213.1.4.10";

    public TestStructure(string rules = "", string vihf = "")
    {
        Issuer = new TestIssuer();
        Connection = Tls("practice.test", StructureId);
        Signature = Sign("practice.test", StructureId);
        CardConnection = Tls(PersonId);
        CardSignature = Sign(PersonId);
        KeyFiles.WritePublic(Issuer.File, $$"""
            {
              "version": "test-1",
              "issuers": [
                {
                  "name": "IGC-Santé", "kind": "vihf", "issuer": "signer", {{rules}}
                  "vihf": { {{vihf}} },
                  "certificates": "assertions"
                }
              ]
            }
            """);
    }

    public TestIssuer Issuer { get; }

    public X509Certificate2 Connection { get; }

    public X509Certificate2 Signature { get; }

    public X509Certificate2 CardConnection { get; }

    public X509Certificate2 CardSignature { get; }

    public static PatientId Patient { get; } = new("279035121518989", Ins);

    public VihfDraft Draft(VihfMode mode = VihfMode.Indirect) => new()
    {
        IssueInstant = Issuer.Clock.Now,
        ResourceId = $"{Patient}^NH",
        Content = new VihfContent
        {
            Version = "3.0",
            Mode = mode,
            UserId = PersonId,
            UserName = "DOE Ann",
            StructureId = StructureId,
            Sector = new AssertedCode("SA07", "1.2.250.1.71.4.2.4"),
            Profession = Doctor,
            Speciality = GeneralPractice,
            Resource = "urn:dmp",
            Purpose = AccessPurpose.Normal,
            Patient = Patient,
            Software = new CallingSoftware { Id = "1", Name = "Soft", Version = "2", ApprovalNumber = "ABC-1" },
        },
    };

    public X509Certificate2 Sign(string name, string? structure = null) =>
        Issued(Issuer.Authority, CertificatePurpose.Signature, name, structure);

    public X509Certificate2 Tls(string name, string? structure = null) =>
        Issued(Issuer.Pki.Root, CertificatePurpose.Client, name, structure);

    public VerifiedAssertion Verify(
        VihfDraft draft, X509Certificate2? signer = null, X509Certificate2? connection = null)
    {
        var isDirect = draft.Content.Mode == VihfMode.Direct;
        return Verify(
            Encoding.UTF8.GetString(draft.Sign(signer ?? (isDirect ? CardSignature : Signature))),
            connection ?? (isDirect ? CardConnection : Connection));
    }

    public VerifiedAssertion Verify(AssertionDraft draft) =>
        Verify(Issuer.Sign(draft, Signature), Connection);

    public VerifiedAssertion Verify(string assertion, X509Certificate2? connection) =>
        Issuer.Verify(assertion, context => context with { TlsClient = connection });

    public void Dispose() => Issuer.Dispose();

    private X509Certificate2 Issued(
        CertificateAuthority authority, CertificatePurpose purpose, string name, string? structure)
    {
        var order = Issuer.Pki.Order(purpose, name) with
        {
            Subject = new CertificateSubject(name, "Test", "FR") { OrganizationalUnit = structure },
        };
        using var issued = authority.Issue(order);
        return issued.WithPrivateKey();
    }
}
