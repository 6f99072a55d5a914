namespace XdsDmp.Metadata.Ebxml;

/// <summary>The <c>rim:Association</c> element (ITI TF-3 §4.2.2).</summary>
public sealed record RimAssociation : RegistryObject
{
    public string? AssociationType { get; init; }

    public string? SourceObject { get; init; }

    public string? TargetObject { get; init; }
}
