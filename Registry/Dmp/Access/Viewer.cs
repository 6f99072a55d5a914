using XdsDmp.Metadata.Model;
using XdsDmp.Security.Assertions;
using XdsDmp.Security.Vihf;

namespace XdsDmp.Registry.Dmp.Access;

/// <summary>Who wants something of a DMP, and as what: all that the decision looks at of a verified VIHF.</summary>
internal sealed record Viewer
{
    public required ViewerKind Kind { get; init; }

    public AccessPurpose Purpose { get; init; }

    /// <summary>A reason is given for an emergency access.</summary>
    public bool HasReason { get; init; }

    /// <summary>PS_IdNat; the INS of a patient or representative.</summary>
    public required string UserId { get; init; }

    /// <summary>Struct_IdNat.</summary>
    public string StructureId { get; init; } = "";

    public Sector Sector { get; init; }

    public AssertedCode? Profession { get; init; }

    public AssertedCode? Speciality { get; init; }

    public bool IsSecret { get; init; }

    /// <summary>Sees what the patient sees, and masked documents beside.</summary>
    public bool IsTrustedByPatient => Kind is ViewerKind.AttendingPhysician or ViewerKind.Patient
        or ViewerKind.LegalRepresentative;

    public bool IsByPortal => Kind is ViewerKind.Patient or ViewerKind.LegalRepresentative;

    public bool IsEmergency => Purpose != AccessPurpose.Normal;

    /// <summary>
    /// A professional or machine; null when the role has no access. Whether a doctor is this patient's médecin traitant
    /// is told by the authorisation.
    /// </summary>
    public static Viewer? Of(VerifiedVihf user)
    {
        var sector = user.Sector.System == Sectors.System ? Sectors.Of(user.Sector.Code) : Sector.Unknown;
        return ViewerRole.KindOf(user.Profession, user.Speciality, sector) is { } kind
            ? Common(user, kind, user.UserId) with { Sector = sector }
            : null;
    }

    /// <summary>The patient, or a legal representative, by a portal.</summary>
    public static Viewer Of(VerifiedVihf user, ViewerKind kind, PatientId ins) => Common(user, kind, ins.Extension);

    private static Viewer Common(VerifiedVihf user, ViewerKind kind, string id) => new()
    {
        Kind = kind,
        Purpose = user.Purpose,
        HasReason = !string.IsNullOrWhiteSpace(user.Reason),
        UserId = id,
        StructureId = user.StructureId,
        Profession = user.Profession,
        Speciality = user.Speciality,
        IsSecret = user.IsSecret,
    };
}
