namespace XdsDmp.Registry.Dmp.Access;

/// <summary>
/// As what somebody acts: the columns of the matrix of functional rights (PDT-INF-526), and the patient.
/// </summary>
internal enum ViewerKind
{
    /// <summary>Health professional who is no doctor.</summary>
    Professional,

    /// <summary>Médecin, not the patient's médecin traitant.</summary>
    Doctor,

    /// <summary>Médecin du travail.</summary>
    OccupationalPhysician,

    /// <summary>Médecin traitant DMP.</summary>
    AttendingPhysician,

    /// <summary>A member of staff with a card of the establishment (CPE).</summary>
    Staff,

    /// <summary>The certificate of an establishment (ES), with nobody in particular behind it.</summary>
    Establishment,

    /// <summary>The patient, by a portal.</summary>
    Patient,

    /// <summary>Who stands for a minor, by a portal.</summary>
    LegalRepresentative,
}
