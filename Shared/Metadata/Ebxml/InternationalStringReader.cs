namespace XdsDmp.Metadata.Ebxml;

/// <summary>Reads the content of <c>rim:Name</c> and <c>rim:Description</c>.</summary>
internal static class InternationalStringReader
{
    private static readonly InternationalString Nothing = new([]);

    public static InternationalString Read(RimCursor cursor)
    {
        if (!cursor.Enter())
        {
            return Nothing;
        }

        var strings = new PartList<LocalizedString>(cursor, cursor.Limits.MaxLocalizedStrings, "LocalizedStrings");
        while (cursor.MoveToChild())
        {
            if (cursor.LocalName == RimNames.LocalizedString)
            {
                strings.Add(ReadLocalizedString(cursor));
            }
            else
            {
                cursor.SkipUnexpected(RimNames.Name);
            }
        }

        return new InternationalString(strings.ToSequence());
    }

    private static LocalizedString ReadLocalizedString(RimCursor cursor)
    {
        var value = cursor.Attribute("value");
        if (value is null)
        {
            cursor.Report("RIM-localizedString", "a LocalizedString without value");
        }

        var text = new LocalizedString(value ?? "")
        {
            Language = cursor.Language(),
            Charset = cursor.Attribute("charset"),
        };
        cursor.Skip();
        return text;
    }
}
