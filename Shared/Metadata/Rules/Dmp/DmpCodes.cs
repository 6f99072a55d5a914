using XdsDmp.Metadata.Model;

namespace XdsDmp.Metadata.Rules.Dmp;

/// <summary>Codes of the French profile that rules speak of (ANS, TRE_A00, TRE_A03, TRE_A05, TRE_A07).</summary>
public static class DmpCodes
{
    public const string SignatureClass = "urn:oid:1.3.6.1.4.1.19376.1.2.1.1.1";
    public const string Confidentiality = "2.16.840.1.113883.5.25";
    public const string Masks = "1.2.250.1.213.1.1.4.13";
    public const string SpecialAuthors = "1.2.250.1.213.1.1.4.6";
    public const string MaskedToProfessionals = "MASQUE_PS";
    public const string HiddenFromPatient = "INVISIBLE_PATIENT";
    public const string HiddenFromRepresentatives = "INVISIBLE_REPRESENTANTS_LEGAUX";

    /// <summary>The patient as author, as place and as setting.</summary>
    public const string PatientExpression = "EXP_PATIENT";

    /// <summary>The machine of the health insurance.</summary>
    public const string HealthInsurance = "ALIM_AM";

    public const string ReimbursementClass = "60";
    public const string ReimbursementType = "REMB";
    public const string PatientClass = "90";

    /// <summary>Types of what a patient adds to classes of professionals.</summary>
    public const string PatientTypePrefix = "DOCPAT";

    /// <summary>The signature of a submission set (DMP, lot de soumission signé).</summary>
    public static bool IsSignature(DocumentEntry entry) => entry.ClassCode?.Value == SignatureClass;
}
