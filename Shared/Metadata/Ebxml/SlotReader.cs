namespace XdsDmp.Metadata.Ebxml;

/// <summary>Reads <c>rim:Slot</c>; values are trimmed, because senders pretty-print.</summary>
internal static class SlotReader
{
    public static Slot Read(RimCursor cursor)
    {
        var name = cursor.Attribute("name");
        if (string.IsNullOrEmpty(name))
        {
            cursor.Report("RIM-slot", "a Slot without name");
        }

        var slotType = cursor.Attribute("slotType");
        return new Slot(name ?? "", ReadValueLists(cursor, name)) { SlotType = slotType };
    }

    private static Sequence<string> ReadValueLists(RimCursor cursor, string? name)
    {
        Sequence<string>? values = null;
        if (cursor.Enter())
        {
            while (cursor.MoveToChild())
            {
                if (cursor.LocalName != RimNames.ValueList || values is not null)
                {
                    cursor.SkipUnexpected(RimNames.Slot);
                    continue;
                }

                values = ReadValues(cursor, name);
            }
        }

        if (values is null)
        {
            cursor.Report("RIM-slot", "a Slot without ValueList", name);
        }

        return values ?? [];
    }

    private static Sequence<string> ReadValues(RimCursor cursor, string? name)
    {
        var values = new PartList<string>(cursor, cursor.Limits.MaxValuesPerSlot, $"values in Slot '{name}'");
        if (!cursor.Enter())
        {
            return [];
        }

        while (cursor.MoveToChild())
        {
            if (cursor.LocalName == RimNames.Value)
            {
                values.Add(cursor.ReadText());
            }
            else
            {
                cursor.SkipUnexpected(RimNames.ValueList);
            }
        }

        return values.ToSequence();
    }
}
