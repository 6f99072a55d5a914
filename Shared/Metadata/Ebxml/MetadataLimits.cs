namespace XdsDmp.Metadata.Ebxml;

/// <summary>
/// How much metadata one message may hold: bounds against hostile or broken senders, far above real submissions.
/// </summary>
public sealed record MetadataLimits
{
    public static MetadataLimits Default { get; } = new();

    /// <summary>Objects in one RegistryObjectList.</summary>
    public int MaxObjects { get; init; } = 10_000;

    /// <summary>Slots of one object.</summary>
    public int MaxSlotsPerObject { get; init; } = 1_000;

    /// <summary>Values of one slot.</summary>
    public int MaxValuesPerSlot { get; init; } = 10_000;

    /// <summary>Classifications of one object; external identifiers of one object.</summary>
    public int MaxPartsPerObject { get; init; } = 1_000;

    /// <summary>Languages of one Name or Description.</summary>
    public int MaxLocalizedStrings { get; init; } = 100;
}
