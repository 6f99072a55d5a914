namespace XdsDmp.Registry.PatientIdentity.Hl7v2;

/// <summary>A field as it is written; taken apart only where somebody looks.</summary>
internal sealed record Field(string Text, EncodingCharacters Separators)
{
    public bool IsEmpty => Text.Length == 0;

    /// <summary>Repetitions in their order; an empty field has none.</summary>
    public IReadOnlyList<Repetition> Repetitions =>
        IsEmpty ? [] : [.. Text.Split(Separators.Repetition).Select(text => new Repetition(text, Separators))];

    /// <summary>The first repetition's component, counted from 1; empty when there are fewer.</summary>
    public Component Component(int number) => new Repetition(
        Text.Split(Separators.Repetition, 2)[0], Separators).Component(number);
}

/// <summary>One of a field's values.</summary>
internal sealed record Repetition(string Text, EncodingCharacters Separators)
{
    /// <summary>Counted from 1; empty when there are fewer.</summary>
    public Component Component(int number) => new(Part.Of(Text, Separators.Component, number), Separators);
}

/// <summary>A part of a value.</summary>
internal sealed record Component(string Text, EncodingCharacters Separators)
{
    /// <summary>The component as text; one that has subcomponents is its first.</summary>
    public string Value => Subcomponent(1);

    /// <summary>Counted from 1, without escapes and spaces around; empty when there are fewer.</summary>
    public string Subcomponent(int number) =>
        EscapeSequences.Unescape(Part.Of(Text, Separators.Subcomponent, number), Separators).Trim();
}

/// <summary>Finds the n-th part of a text.</summary>
internal static class Part
{
    public static string Of(string text, char separator, int number)
    {
        var parts = text.Split(separator, number + 1);
        return parts.Length >= number ? parts[number - 1] : "";
    }
}
