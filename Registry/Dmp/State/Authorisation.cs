namespace XdsDmp.Registry.Dmp.State;

/// <summary>
/// What the patient has decided about one professional. Nothing decided: there is none of these (NON_EXISTE).
/// </summary>
/// <param name="Professional">Whom it is about.</param>
/// <param name="Mode">Yes or no.</param>
/// <param name="Since">When it was given.</param>
/// <param name="Until">When it ends; null for a block, which does not.</param>
/// <param name="IsAttendingPhysician">Médecin traitant DMP: sees what the patient sees.</param>
/// <param name="LastAction">When the professional last did something here.</param>
internal sealed record Authorisation(
    Professional Professional, AuthorisationMode Mode, DateTimeOffset Since, DateTimeOffset? Until,
    bool IsAttendingPhysician, DateTimeOffset LastAction)
{
    public bool IsBlock => Mode == AuthorisationMode.Blocked;

    /// <summary>VALIDE, as TD0.2 says it; otherwise EXPIRE or INTERDIT.</summary>
    public bool IsValidAt(DateTimeOffset time) => Mode == AuthorisationMode.Granted && Until > time;
}

/// <summary>The numbers are those in the database.</summary>
internal enum AuthorisationMode
{
    Granted = 1,

    /// <summary>INTERDIT.</summary>
    Blocked = 2,
}

/// <summary>A health professional, as lists of authorisations name one.</summary>
/// <param name="Id">PS_IdNat.</param>
/// <param name="Name">Family name, or the whole name where the parts are not known.</param>
/// <param name="FirstName">First name.</param>
/// <param name="SpecialityCode">For instance <c>G15_10/SM26</c>.</param>
/// <param name="SpecialityName">In words.</param>
internal sealed record Professional(
    string Id, string Name, string? FirstName = null, string? SpecialityCode = null, string? SpecialityName = null);
