namespace XdsDmp.Metadata.Ebxml;

/// <summary>
/// A reference to an object that is elsewhere; what a stored query returns for <c>ObjectRef</c> (ebRIM 3.0 §2).
/// </summary>
public sealed record ObjectRef : Identifiable
{
    public string? CreateReplica { get; init; }
}
