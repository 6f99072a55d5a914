namespace XdsDmp.Metadata.Ebxml;

/// <summary>A named list of values (ITI TF-3 §4.2.3.1).</summary>
public sealed record Slot(string Name, Sequence<string> Values)
{
    public string? SlotType { get; init; }
}
