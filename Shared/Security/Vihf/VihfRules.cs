using XdsDmp.Security.Assertions;

namespace XdsDmp.Security.Vihf;

/// <summary>
/// What of the VIHF may differ from one time or place to another: versions, code systems, and where a certificate
/// says whose it is. The defaults are those of the DMP.
/// </summary>
public sealed record VihfRules
{
    private const string CommonName = "2.5.4.3";
    private const string SerialNumber = "2.5.4.5";
    private const string OrganizationalUnit = "2.5.4.11";
    private const string UserId = "0.9.2342.19200300.100.1.1";
    private const string OrganizationIdentifier = "2.5.4.97";
    private const string ProfessionsG15 = "1.2.250.1.71.1.2.7";
    private const string SkillsR01 = "1.2.250.1.71.4.2.5";

    /// <summary>Values of <c>VIHF_Version</c>.</summary>
    public IReadOnlyList<string> Versions { get; init; } = ["3.0", "4.0"];

    /// <summary>Values of <c>Ressource_URN</c>.</summary>
    public IReadOnlyList<string> Resources { get; init; } = ["urn:dmp"];

    /// <summary>Types of the certificate's subject (OIDs) that hold the national identifier of a person.</summary>
    public IReadOnlyList<string> PersonFrom { get; init; } = [CommonName, SerialNumber, UserId];

    /// <summary>Types that hold the national identifier of a structure.</summary>
    public IReadOnlyList<string> StructureFrom { get; init; } =
        [OrganizationalUnit, SerialNumber, OrganizationIdentifier];

    /// <summary>
    /// Structures that belong to the one of the certificate: geographic FINESS under a juridical FINESS.
    /// </summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> DependentStructures { get; init; } =
        new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>Code systems of the first role; null takes any.</summary>
    public IReadOnlyList<string>? ProfessionSystems { get; init; }

    /// <summary>Professions that must name a speciality; its code system, or null for any.</summary>
    public IReadOnlyList<(AssertedCode Profession, string? SpecialitySystem)> Specialities { get; init; } =
    [
        (new AssertedCode("10", ProfessionsG15), SkillsR01), // médecin
        (new AssertedCode("21", ProfessionsG15), null), // pharmacien
    ];

    /// <summary>Longest reason that is taken.</summary>
    public int MaxReasonLength { get; init; } = 1024;
}
