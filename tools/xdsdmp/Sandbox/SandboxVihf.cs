using System.Security.Cryptography.X509Certificates;
using XdsDmp.CommandLine.Vihf;
using XdsDmp.Metadata.Model;
using XdsDmp.Security.Certificates;
using XdsDmp.Security.Vihf;

namespace XdsDmp.CommandLine.Sandbox;

/// <summary>The VIHF of one of the invented professionals, made as <c>xdsdmp vihf</c> makes it.</summary>
internal static class SandboxVihf
{
    public static byte[] Make(
        SandboxFolder folder, SandboxProfessional professional, PatientId? patient,
        string purpose = VihfAttributes.Normal, string? reason = null, bool isSecret = false)
    {
        using var signer = SignerOf(folder, professional);
        return AssertionMaker.Make(new AssertionOrder
        {
            Signer = signer,
            Patient = patient,
            UserId = professional.Id,
            UserName = professional.Name,
            Profession = professional.Profession,
            Speciality = professional.Speciality,
            StructureId = professional.Structure.Id,
            Sector = new(professional.Structure.Sector, SandboxStructure.SectorSystem),
            Purpose = purpose,
            Reason = reason,
            IsSecret = isSecret,
            Mode = professional.Mode,
            Life = TimeSpan.FromHours(1),
            Version = "3.0",
            Issuer = "",
        });
    }

    /// <summary>The certificate that signs for this professional, with its key.</summary>
    public static X509Certificate2 SignerOf(SandboxFolder folder, SandboxProfessional professional) =>
        NodeCertificate.Load(folder.SignatureOf(professional)).Certificate;

    /// <summary>The command that makes the same again, for a shell.</summary>
    public static string CommandOf(SandboxFolder folder, SandboxProfessional professional, PatientId? patient)
    {
        var signature = folder.SignatureOf(professional);
        var mode = professional.Mode == VihfMode.Direct ? "direct" : "indirect";
        var speciality = professional.Speciality is { } skill ? $"{skill.Code}^{skill.System}" : "none";
        return $"${{XDSDMP:-dotnet run --project tools/xdsdmp --}} vihf --mode {mode}"
            + $" --ps {professional.Id} --name '{professional.Name}'"
            + $" --profession '{professional.Profession.Code}^{professional.Profession.System}'"
            + $" --speciality '{speciality}' --structure {professional.Structure.Id}"
            + $" --sector '{professional.Structure.Sector}^{SandboxStructure.SectorSystem}'"
            + $" --certificate {signature.CertificatePath} --key {signature.KeyPath}"
            + (patient is null ? "" : $" --patient '{patient}'");
    }
}
