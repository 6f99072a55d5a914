namespace XdsDmp.Metadata.Ebxml;

/// <summary>The ebRIM form of a DocumentEntry (ITI TF-3 §4.2.1.2).</summary>
public sealed record ExtrinsicObject : RegistryObject
{
    public string? MimeType { get; init; }

    public string? IsOpaque { get; init; }

    public VersionInfo? ContentVersionInfo { get; init; }
}
