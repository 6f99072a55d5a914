namespace XdsDmp.Registry.Storage;

/// <summary>State of a patient identifier; the numbers are those in the database.</summary>
internal enum PatientState
{
    Active = 1,

    /// <summary>Merged into another one.</summary>
    Subsumed = 2,
}
