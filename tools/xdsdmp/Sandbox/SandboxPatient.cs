using System.Globalization;
using XdsDmp.Metadata.Ins;
using XdsDmp.Metadata.Model;

namespace XdsDmp.CommandLine.Sandbox;

/// <summary>An invented patient: the name says that it is nobody's, and so does the birthplace in the INS.</summary>
/// <param name="Number">From 1; part of the INS.</param>
/// <param name="FirstNames">In capitals, as on a carte Vitale.</param>
/// <param name="BirthDate">yyyyMMdd.</param>
/// <param name="Gender">F or M.</param>
/// <param name="About">What this patient is there for, in French.</param>
internal sealed record SandboxPatient(int Number, string FirstNames, string BirthDate, string Gender, string About)
{
    /// <summary>INS-NIR of the test authority (DMP, identifiants nationaux de santé).</summary>
    public const string InsAuthority = "1.2.250.1.213.1.4.10";

    /// <summary>INS-C.</summary>
    public const string InsCAuthority = "1.2.250.1.213.1.4.2";

    /// <summary>A country that does not exist: no INS of a real person has it.</summary>
    private const string BirthPlaceCode = "99990";

    public string BirthName { get; } = "PATIENT";

    public PatientId Ins => new(InsExtension, InsAuthority);

    /// <summary>Two letters behind a minor's relationship: FTH, MTH; empty for adults.</summary>
    public IReadOnlyList<SandboxRepresentative> Representatives { get; init; } = [];

    public bool HasDmp { get; init; } = true;

    public bool IsClosed { get; init; }

    /// <summary>Closed once and opened again.</summary>
    public bool IsReactivated { get; init; }

    public bool OpposesBreakGlass { get; init; }

    public bool OpposesEmergencyCalls { get; init; }

    /// <summary>In an emergency masked documents, too.</summary>
    public bool AllowsMaskedInEmergency { get; init; }

    public bool IsAttachedToEns { get; init; }

    public bool HasInternetAccount { get; init; }

    /// <summary>An older identity of the same person, joined to the INS.</summary>
    public PatientId? InsC { get; init; }

    /// <summary>Keys of professionals whom the patient has authorised.</summary>
    public IReadOnlyList<string> Authorised { get; init; } = [];

    /// <summary>What was authorised ended a year ago.</summary>
    public bool HasExpired { get; init; }

    /// <summary>Keys of those who may not see anything.</summary>
    public IReadOnlyList<string> Blocked { get; init; } = [];

    /// <summary>Key of the médecin traitant.</summary>
    public string? AttendingPhysician { get; init; }

    public string FullName => $"{BirthName} {FirstNames}";

    /// <summary>INS of a representative, as invented as the patient's.</summary>
    public PatientId RepresentativeIns(int index)
    {
        var gender = Representatives[index].Relationship == "FTH" ? 'M' : 'F';
        return new PatientId(InsOf(gender, "8001", (Number * 10) + index), InsAuthority);
    }

    private string InsExtension => InsOf(Gender[0], BirthDate[2..6], Number);

    private static string InsOf(char gender, string yearAndMonth, int number)
    {
        var digits = string.Create(
            CultureInfo.InvariantCulture, $"{(gender == 'M' ? 1 : 2)}{yearAndMonth}{BirthPlaceCode}{number:000}");
        return digits + NirKey.Of(digits);
    }
}

/// <summary>A minor's legal representative.</summary>
/// <param name="Relationship">HL7 PersonalRelationshipRoleType: FTH, MTH, …</param>
internal sealed record SandboxRepresentative(string Relationship, string FirstNames);
