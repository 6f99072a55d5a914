using System.Globalization;
using System.Text;

namespace XdsDmp.Registry.PatientIdentity.Hl7v2;

/// <summary>Escape sequences in text (HL7 v2.5 §2.7). Those that format text are left as they are.</summary>
internal static class EscapeSequences
{
    public static string Escape(string text, EncodingCharacters by)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (NameOf(c, by) is { } name)
            {
                escaped.Append(by.Escape).Append(name).Append(by.Escape);
            }
            else
            {
                // A line end would end the segment; the other control characters are none of a text's business.
                escaped.Append(char.IsControl(c) ? ' ' : c);
            }
        }

        return escaped.ToString();
    }

    public static string Unescape(ReadOnlySpan<char> text, EncodingCharacters by)
    {
        if (!text.Contains(by.Escape))
        {
            return text.ToString();
        }

        var plain = new StringBuilder(text.Length);
        for (int start; (start = text.IndexOf(by.Escape)) >= 0;)
        {
            plain.Append(text[..start]);
            text = text[start..];
            var length = text[1..].IndexOf(by.Escape);
            if (length < 0)
            {
                break;
            }

            plain.Append(Meaning(text.Slice(1, length), by) ?? text[..(length + 2)].ToString());
            text = text[(length + 2)..];
        }

        return plain.Append(text).ToString();
    }

    private static char? NameOf(char c, EncodingCharacters by) =>
        c == by.Field ? 'F'
        : c == by.Component ? 'S'
        : c == by.Subcomponent ? 'T'
        : c == by.Repetition ? 'R'
        : c == by.Escape ? 'E'
        : null;

    private static string? Meaning(ReadOnlySpan<char> sequence, EncodingCharacters by) => sequence switch
    {
        "F" => $"{by.Field}",
        "S" => $"{by.Component}",
        "T" => $"{by.Subcomponent}",
        "R" => $"{by.Repetition}",
        "E" => $"{by.Escape}",
        ['X', .. var hex] => OfHex(hex),
        _ => null,
    };

    private static string? OfHex(ReadOnlySpan<char> hex)
    {
        var text = new StringBuilder(hex.Length / 2);
        for (; hex.Length >= 2; hex = hex[2..])
        {
            if (!byte.TryParse(hex[..2], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value))
            {
                return null;
            }

            text.Append((char)value);
        }

        return hex.IsEmpty ? text.ToString() : null;
    }
}
