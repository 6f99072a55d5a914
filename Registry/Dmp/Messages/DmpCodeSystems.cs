namespace XdsDmp.Registry.Dmp.Messages;

/// <summary>Code systems and codes of the messages TD0.2 to TD1.4 (DMP, Interfaces LPS, SEL-MP-037).</summary>
internal static class DmpCodeSystems
{
    public const string Interactions = "2.16.840.1.113883.1.6";
    public const string Gender = "2.16.840.1.113883.5.1";
    public const string ActReason = "1.2.250.1.213.1.1.4.11";
    public const string Authorisation = "1.2.250.1.213.4.1.2.6.1";
    public const string AuthorisationState = "1.2.250.1.213.4.1.2.6.2";
    public const string AttendingPhysician = "1.2.250.1.213.4.1.2.6.3";
    public const string Observation = "1.2.250.1.213.4.1.2.3";
    public const string ClosingReason = "1.2.250.1.213.4.1.2.4";
    public const string Card = "1.2.250.1.213.4.1.2.5";
    public const string Account = "1.2.250.1.213.4.1.2.9";
    public const string Relationship = "2.16.840.1.113883.1.11.19579";

    /// <summary>PS_IdNat and Struct_IdNat.</summary>
    public const string Professionals = "1.2.250.1.71.4.2.1";

    public const string Structures = "1.2.250.1.71.4.2.2";

    /// <summary>The DMP itself, as a device.</summary>
    public const string Device = "1.2.250.1.213.4.1.1.1";

    public const string DeviceName = "DMP";
}

/// <summary>Why a message is sent: what tells transactions with one and the same interaction apart.</summary>
internal static class ActReasons
{
    public const string Exists = "TEST_EXST";
    public const string ReadData = "CNSLT_DATA";
    public const string Create = "CREA_RD";
    public const string Reactivate = "REAC";
    public const string ChangeData = "MODIF_DATA";
    public const string Close = "FERM";
}

/// <summary>What a message says of consent and oppositions.</summary>
internal static class Observations
{
    public const string ConsentToOpen = "CONSENTEMENT_OUVERTURE_DMP";
    public const string ConsentToReactivate = "CONSENTEMENT_REACTIVATION_DMP";
    public const string OpposesBreakGlass = "OPPOSITION_BRIS_DE_GLACE";
    public const string OpposesEmergencyCalls = "OPPOSITION_ACCES_URGENCE";
    public const string HasInternetAccount = "COMPTE_INTERNET_OUVERT";
    public const string IsAttachedToEns = "RATTACHEMENT_ENS";
    public const string MatchPercentage = "POURCENTAGE";
}
