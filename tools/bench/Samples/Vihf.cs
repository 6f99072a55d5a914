using System.Security.Cryptography.X509Certificates;
using XdsDmp.Bench.Servers;
using XdsDmp.Hosting.MessageSecurity;
using XdsDmp.Metadata.Model;
using XdsDmp.Security.Assertions;
using XdsDmp.Security.Certificates;
using XdsDmp.Security.Vihf;
using XdsDmp.Soap;
using XdsDmp.Xml.Nodes;

namespace XdsDmp.Bench.Samples;

/// <summary>The assertion of a doctor of the development practice, for the first patient.</summary>
internal static class Vihf
{
    private const string Insurance = "1.2.250.1.213.1.4.10";

    /// <summary>Patient 0 of the requests.</summary>
    public static PatientId Patient { get; } = PatientOf(0);

    public static PatientId PatientOf(long number) => new($"1{number:d6}", Insurance);

    /// <summary>The file of those whose assertions count, beside the keys.</summary>
    public static string WriteIssuers(Workplace workplace)
    {
        var file = Path.Combine(workplace.Folder, "assertion-issuers.json");
        File.WriteAllText(file, """
            { "version": "bench", "issuers": [
              { "name": "practice", "kind": "vihf", "issuer": "signer", "certificates": "pki/assertion-trust" } ] }
            """);
        return file;
    }

    /// <summary>The question with an assertion for the first patient.</summary>
    public static async Task<OutgoingMessage> CarryAsync(Workplace workplace, OutgoingMessage question)
    {
        using var signer = NodeCertificate.Load(workplace.Pki.StructureSignature).Certificate;
        return await OwnSignature.Carrying.Protect(
            question with { Assertion = Write(signer, Patient) }, CancellationToken.None);
    }

    /// <summary>A new assertion, ready to be carried.</summary>
    /// <param name="signer">The structure's signature certificate, with its key.</param>
    /// <param name="patient">Whom it is about.</param>
    public static ReadOnlyMemory<byte> Write(X509Certificate2 signer, PatientId patient)
    {
        var assertion = new VihfDraft
        {
            IssueInstant = TimeProvider.System.GetUtcNow(),
            Life = TimeSpan.FromHours(1),
            Content = new VihfContent
            {
                Version = "3.0",
                Mode = VihfMode.Indirect,
                UserId = DevelopmentPkiFiles.ProfessionalId,
                UserName = "BENCH",
                StructureId = DevelopmentPkiFiles.StructureId,
                Sector = new AssertedCode("SA07", "1.2.250.1.71.4.2.4"),
                Profession = new AssertedCode("10", "1.2.250.1.71.1.2.7"),
                Speciality = new AssertedCode("SM26", "1.2.250.1.71.4.2.5"),
                Patient = patient,
                Resource = "urn:dmp",
                Purpose = AccessPurpose.Normal,
                Software = new CallingSoftware { Name = "bench", Version = "1", ApprovalNumber = "TEST" },
            },
        }.Sign(signer);
        return PortableAssertion.Of(NodeTree.Read(assertion).Root);
    }
}
