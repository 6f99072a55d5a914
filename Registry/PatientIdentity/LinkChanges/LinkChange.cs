using XdsDmp.Metadata.Model;

namespace XdsDmp.Registry.PatientIdentity.LinkChanges;

/// <summary>
/// What a message of ITI-64 says: a local identifier, under which a source submits, belongs to another patient of the
/// affinity domain than was thought, or has taken the place of another local one.
/// </summary>
/// <param name="NewXadPid">patientId of the affinity domain from now on.</param>
/// <param name="LocalId">The source's identifier (sourcePatientId) that is linked to it.</param>
/// <param name="PreviousXadPid">patientId so far; the same when only local identifiers are merged.</param>
/// <param name="SubsumedLocalId">The local identifier that ends, if one does.</param>
/// <param name="Sender">OID of the sender (MSH-3); null when it gives none.</param>
internal sealed record LinkChange(
    PatientId NewXadPid, PatientId LocalId, PatientId PreviousXadPid, PatientId? SubsumedLocalId, string? Sender)
{
    /// <summary>Under which local identifier the entries stand that the change is about.</summary>
    public PatientId FormerLocalId => SubsumedLocalId ?? LocalId;

    public bool ChangesPatient => NewXadPid != PreviousXadPid;
}
