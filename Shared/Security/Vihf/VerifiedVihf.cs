using XdsDmp.Metadata.Model;
using XdsDmp.Security.Assertions;

namespace XdsDmp.Security.Vihf;

/// <summary>
/// Who asks, for whom, in which way: a VIHF whose signature, certificates and codes were found good. Only its verifier
/// makes one; access rules take it and never the XML.
/// </summary>
public sealed class VerifiedVihf
{
    private readonly VihfContent _content;

    internal VerifiedVihf(VihfContent content) => _content = content;

    public string Version => _content.Version;

    public VihfMode Mode => _content.Mode;

    /// <summary>PS_IdNat, or an identifier within the structure.</summary>
    public string UserId => _content.UserId;

    /// <summary>Struct_IdNat.</summary>
    public string StructureId => _content.StructureId;

    public AssertedCode Sector => _content.Sector;

    public string? UserName => _content.UserName;

    public AssertedCode Profession => _content.Profession;

    public AssertedCode? Speciality => _content.Speciality;

    /// <summary>The INS; null when no patient is concerned.</summary>
    public PatientId? Patient => _content.Patient;

    public AccessPurpose Purpose => _content.Purpose;

    public string? Reason => _content.Reason;

    /// <summary>Connexion secrète: what is done is hidden from the legal representatives of a minor.</summary>
    public bool IsSecret => _content.IsSecret;

    public CallingSoftware Software => _content.Software;

    public string? AuthenticationLevel => _content.AuthenticationLevel;

    public string? MedicalRegulation => _content.MedicalRegulation;
}
