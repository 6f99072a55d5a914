using XdsDmp.Security.Assertions;
using XdsDmp.Security.Vihf;

namespace XdsDmp.CommandLine.Sandbox;

/// <summary>
/// Somebody who works with the stand-in: a professional with a card, a user of a structure, or a machine. All are
/// invented, and their names say so.
/// </summary>
/// <param name="Key">Name of the folder with certificates.</param>
/// <param name="Title">What they are, in French.</param>
/// <param name="Id">PS_IdNat, or an identifier within the structure.</param>
/// <param name="Structure">Where they work.</param>
/// <param name="Profession">First role of the VIHF.</param>
internal sealed record SandboxProfessional(
    string Key, string Title, string Id, SandboxStructure Structure, AssertedCode Profession)
{
    private const string PersonAuthority = "&1.2.250.1.71.4.2.1&ISO";
    private const string SpecialityScheme = "1.2.250.1.213.1.1.4.5";

    /// <summary>Second role: savoir-faire, or the pharmacists' table.</summary>
    public AssertedCode? Speciality { get; init; }

    public VihfMode Mode { get; init; } = VihfMode.Direct;

    /// <summary>What the VIHF says of access to regulation; null for all others.</summary>
    public string? MedicalRegulation { get; init; }

    /// <summary>It is a machine that writes by itself.</summary>
    public bool IsMachine { get; init; }

    public string GivenName => Key.ToUpperInvariant();

    public string Name => $"TEST {GivenName}";

    /// <summary>XCN (ITI TF-3 table 4.2.3.1.7-2), as the CI-SIS wants it.</summary>
    public string Xcn => $"{Id}^TEST^{GivenName}^^^^^^{PersonAuthority}^{(IsMachine ? "U" : "D")}^^^"
        + (IsMachine ? "RI" : "IDNPS");

    /// <summary>authorSpecialty: profession, or profession and savoir-faire.</summary>
    public string SpecialityText => Profession.System == SandboxProfessionals.G15
        ? $"G15_{Profession.Code}{(Speciality is { } more ? $"/{more.Code}" : "")}^{Title}^{SpecialityScheme}"
        : $"{Profession.Code}^{Title}^{Profession.System}";
}

/// <summary>An invented structure: a national identifier that is nobody's.</summary>
/// <param name="Id">Struct_IdNat: 1 and a FINESS.</param>
/// <param name="Name">For people.</param>
/// <param name="Sector">SAnn of TRE_R02.</param>
/// <param name="SectorName">What that is.</param>
internal sealed record SandboxStructure(string Id, string Name, string Sector, string SectorName)
{
    public const string SectorSystem = "1.2.250.1.71.4.2.4";

    /// <summary>XON, as the CI-SIS wants it.</summary>
    public string Xon => $"{Name}^^^^^&1.2.250.1.71.4.2.2&ISO^IDNST^^^{Id}";
}
