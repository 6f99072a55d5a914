namespace XdsDmp.Metadata.Model;

/// <summary>What the registry, not the sender, says about an object.</summary>
/// <param name="Status">availabilityStatus.</param>
/// <param name="LogicalId">The id that all versions of the object share; null leaves it out.</param>
/// <param name="Version">Counted from 1; null for objects without versions.</param>
/// <param name="LastUpdateTime">Folders only; null leaves what is there.</param>
public sealed record RegistrationState(
    AvailabilityStatus Status, EntryUuid? LogicalId = null, int? Version = null, Hl7Time? LastUpdateTime = null);
