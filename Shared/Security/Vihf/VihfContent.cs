using XdsDmp.Metadata.Model;
using XdsDmp.Security.Assertions;

namespace XdsDmp.Security.Vihf;

/// <summary>What a VIHF says, as read: nothing of it is verified.</summary>
public sealed record VihfContent
{
    public required string Version { get; init; }

    public required VihfMode Mode { get; init; }

    /// <summary>PS_IdNat, or an identifier within the structure.</summary>
    public required string UserId { get; init; }

    /// <summary>Struct_IdNat.</summary>
    public required string StructureId { get; init; }

    public required AssertedCode Sector { get; init; }

    /// <summary>For people; not in every direct authentication.</summary>
    public string? UserName { get; init; }

    public required AssertedCode Profession { get; init; }

    public AssertedCode? Speciality { get; init; }

    /// <summary>The INS; null when no patient is concerned.</summary>
    public PatientId? Patient { get; init; }

    public required string Resource { get; init; }

    public required AccessPurpose Purpose { get; init; }

    /// <summary>Why, in the words of the user.</summary>
    public string? Reason { get; init; }

    /// <summary>Connexion secrète: what is done is hidden from the legal representatives of a minor.</summary>
    public bool IsSecret { get; init; }

    public CallingSoftware Software { get; init; } = new();

    /// <summary><c>Palier_Authentification</c>.</summary>
    public string? AuthenticationLevel { get; init; }

    /// <summary><c>Acces_Regulation_Medicale</c>.</summary>
    public string? MedicalRegulation { get; init; }
}

/// <summary>The software of the professional (LPS).</summary>
public sealed record CallingSoftware
{
    public string? Id { get; init; }

    public string? Name { get; init; }

    public string? Version { get; init; }

    /// <summary><c>LPS_ID_HOMOLOGATION_DMP</c>.</summary>
    public string? ApprovalNumber { get; init; }
}

/// <summary>Who vouches for the user: his card, or the structure that he works in.</summary>
public enum VihfMode
{
    /// <summary>DIRECTE: the professional's own card.</summary>
    Direct,

    /// <summary>INDIRECTE: the structure's certificate.</summary>
    Indirect,

    /// <summary>INDIRECTE_RENFORCEE: the same, after a strong login (AIR).</summary>
    ReinforcedIndirect,
}

/// <summary>In which of the three ways a professional reads a DMP.</summary>
public enum AccessPurpose
{
    Normal,

    /// <summary>bris_de_glace: in an emergency, without the patient's authorisation.</summary>
    BreakGlass,

    /// <summary>centre_15: the emergency call centre.</summary>
    RegulationCentre15,
}
