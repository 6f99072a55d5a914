namespace XdsDmp.Metadata.Model;

/// <summary>
/// A registry-wide object id in the form <c>urn:uuid:…</c>, lower case when written (ITI TF-3 table 4.2.3.1.7-2
/// (UUID)).
/// </summary>
public readonly record struct EntryUuid(Guid Value)
{
    public const string Prefix = "urn:uuid:";

    /// <summary>
    /// Accepts both cases of hexadecimal digits: which are acceptable in a submission is for the rules.
    /// </summary>
    public static bool TryParse(ReadOnlySpan<char> text, out EntryUuid uuid)
    {
        uuid = default;
        if (!text.StartsWith(Prefix, StringComparison.Ordinal)
            || !Guid.TryParseExact(text[Prefix.Length..], "D", out var value))
        {
            return false;
        }

        uuid = new EntryUuid(value);
        return true;
    }

    public static EntryUuid Parse(string text) =>
        TryParse(text, out var uuid) ? uuid : throw new FormatException($"'{text}' is not of the form urn:uuid:…");

    public override string ToString() => string.Create(Prefix.Length + 36, Value, static (text, value) =>
    {
        Prefix.CopyTo(text);
        value.TryFormat(text[Prefix.Length..], out _, "D");
    });
}
