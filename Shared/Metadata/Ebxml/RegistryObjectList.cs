namespace XdsDmp.Metadata.Ebxml;

/// <summary>The content of a <c>rim:RegistryObjectList</c>, in the order in which it was written.</summary>
public sealed record RegistryObjectList(Sequence<Identifiable> Objects)
{
    public static RegistryObjectList Empty { get; } = new([]);
}
