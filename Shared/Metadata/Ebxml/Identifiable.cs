namespace XdsDmp.Metadata.Ebxml;

/// <summary>
/// Anything that may stand in a <c>rim:RegistryObjectList</c>. The rim types hold exactly what was written: an
/// attribute that is absent is null here, whatever default the schema names (ebRIM 3.0 §2; ITI TF-3 §4.2.1).
/// </summary>
public abstract record Identifiable
{
    public string? Id { get; init; }

    public string? Home { get; init; }

    public Sequence<Slot> Slots { get; init; } = [];

    /// <summary>The first slot of that name, or null.</summary>
    public Slot? Slot(string name)
    {
        foreach (var slot in Slots)
        {
            if (slot.Name == name)
            {
                return slot;
            }
        }

        return null;
    }

    /// <summary>The first value of the slot, or null when the slot is absent or holds none.</summary>
    public string? SlotValue(string name) => Slot(name) is { Values.Count: > 0 } slot ? slot.Values[0] : null;
}
