using XdsDmp.Metadata.Model;
using XdsDmp.Registry.Dmp.State;

namespace XdsDmp.Registry.Dmp;

/// <summary>Whose DMP an operator opens, and what the patient wants.</summary>
public sealed record DmpOpening(PatientId Ins, string BirthName, string FirstNames)
{
    /// <summary>M, F or UN.</summary>
    public string? Gender { get; init; }

    /// <summary>yyyyMMdd.</summary>
    public string? BirthDate { get; init; }

    public bool OpposesBreakGlass { get; init; }

    public bool OpposesEmergencyCalls { get; init; }

    public bool ShowsMaskedInEmergency { get; init; }

    public IReadOnlyList<DmpRepresentative> Representatives { get; init; } = [];

    internal Demographics ToDemographics() => new()
    {
        BirthName = BirthName,
        FirstNames = FirstNames,
        Gender = Gender,
        BirthDate = BirthDate,
        Representatives =
        [
            .. Representatives.Select(one => new LegalRepresentative(
                one.Relationship, one.Name, one.FirstNames, one.Ins)),
        ],
    };

    internal DmpChoices ToChoices() => new()
    {
        OpposesBreakGlass = OpposesBreakGlass,
        OpposesEmergencyCalls = OpposesEmergencyCalls,
        ShowsMaskedInEmergency = ShowsMaskedInEmergency,
    };
}

/// <summary>Who stands for a minor.</summary>
/// <param name="Relationship">FTH, MTH, … (2.16.840.1.113883.1.11.19579).</param>
/// <param name="Name">Family name.</param>
/// <param name="FirstNames">All of them.</param>
/// <param name="Ins">By which a portal names the representative.</param>
public sealed record DmpRepresentative(string Relationship, string Name, string FirstNames, PatientId? Ins = null);

/// <summary>A professional as lists of authorisations name one.</summary>
/// <param name="Id">PS_IdNat.</param>
/// <param name="Name">Family name.</param>
/// <param name="FirstName">First name.</param>
/// <param name="SpecialityCode">For instance <c>G15_10/SM26</c>.</param>
/// <param name="SpecialityName">In words.</param>
public sealed record DmpProfessional(
    string Id, string Name, string? FirstName = null, string? SpecialityCode = null, string? SpecialityName = null)
{
    internal Professional ToProfessional() => new(Id, Name, FirstName, SpecialityCode, SpecialityName);
}
