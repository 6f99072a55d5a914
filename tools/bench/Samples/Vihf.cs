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
    public static PatientId Patient { get; } = new("1000000", Insurance);

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

    /// <summary>The question with that assertion.</summary>
    public static async Task<OutgoingMessage> CarryAsync(Workplace workplace, OutgoingMessage question)
    {
        using var signer = NodeCertificate.Load(workplace.Pki.StructureSignature).Certificate;
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
                Patient = Patient,
                Resource = "urn:dmp",
                Purpose = AccessPurpose.Normal,
                Software = new CallingSoftware { Name = "bench", Version = "1", ApprovalNumber = "TEST" },
            },
        }.Sign(signer);
        return await OwnSignature.Carrying.Protect(
            question with { Assertion = PortableAssertion.Of(NodeTree.Read(assertion).Root) }, CancellationToken.None);
    }
}
