namespace XdsDmp.Metadata.Ebxml;

/// <summary>The version of an object. The schema's default name "1.1" is not filled in: absent stays null.</summary>
public sealed record VersionInfo(string? VersionName)
{
    public string? Comment { get; init; }
}
