using XdsDmp.Security.Assertions;

namespace XdsDmp.Security.Vihf;

/// <summary>
/// Names and codes of the VIHF (vecteur d'identification et d'habilitation formelles; DMP, Interfaces LPS, SEL-MP-037).
/// </summary>
public static class VihfAttributes
{
    public const string Version = "VIHF_Version";
    public const string Mode = "Authentification_Mode";
    public const string Structure = "Identifiant_Structure";
    public const string Sector = "Secteur_Activite";
    public const string Resource = "Ressource_URN";
    public const string Reason = "Mode_Acces_Raison";
    public const string SoftwareId = "LPS_ID";
    public const string SoftwareName = "LPS_Nom";
    public const string SoftwareVersion = "LPS_Version";
    public const string SoftwareApproval = "LPS_ID_HOMOLOGATION_DMP";
    public const string AuthenticationLevel = "Palier_Authentification";
    public const string MedicalRegulation = "Acces_Regulation_Medicale";
    public const string Confidentiality = "urn:oasis:names:tc:xspa:1.0:resource:patient:hl7:confidentiality-code";

    public const string Direct = "DIRECTE";
    public const string Indirect = "INDIRECTE";
    public const string ReinforcedIndirect = "INDIRECTE_RENFORCEE";

    /// <summary>TRE_R248.</summary>
    public const string PurposeSystem = "1.2.250.1.213.1.1.4.248";

    public const string Normal = "normal";
    public const string BreakGlass = "bris_de_glace";
    public const string RegulationCentre15 = "centre_15";
    public const string SecretConnection = "connexion_secrete";

    /// <summary>TRE_A07.</summary>
    public const string ConfidentialitySystem = "1.2.250.1.213.1.1.4.13";

    public const string HiddenFromRepresentatives = "INVISIBLE_REPRESENTANTS_LEGAUX";

    /// <summary>What stands here once at most, and what must: of the others the issuer's rules have a list.</summary>
    internal static IReadOnlyList<string> Single { get; } =
    [
        Version, Mode, Structure, Sector, Resource, Reason, SoftwareId, SoftwareName, SoftwareVersion, SoftwareApproval,
        AuthenticationLevel, MedicalRegulation, Confidentiality, XuaAttributes.SubjectId, XuaAttributes.ResourceId,
        XuaAttributes.PurposeOfUse,
    ];
}
