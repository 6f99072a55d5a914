namespace XdsDmp.Metadata.Ebxml;

/// <summary>An identifier of an object in a named scheme: uniqueId, patientId, sourceId (ITI TF-3 §4.2.3.1).</summary>
public sealed record ExternalIdentifier : RegistryObject
{
    public string? RegistryObject { get; init; }

    public string? IdentificationScheme { get; init; }

    public string? Value { get; init; }
}
