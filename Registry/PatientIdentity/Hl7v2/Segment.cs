namespace XdsDmp.Registry.PatientIdentity.Hl7v2;

/// <summary>A segment as it is written, for instance <c>PID|||…</c>.</summary>
internal sealed record Segment(string Text, EncodingCharacters Separators)
{
    /// <summary>Three characters, for instance <c>PID</c>.</summary>
    public string Id => Part.Of(Text, Separators.Field, 1);

    /// <summary>
    /// Counted as HL7 does, from 1; empty when there are fewer. In MSH the separator itself is the first field.
    /// </summary>
    public Field Field(int number) =>
        new(Part.Of(Text, Separators.Field, Id == "MSH" ? number : number + 1), Separators);
}
