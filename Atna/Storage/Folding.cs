using System.Text;

namespace XdsDmp.Atna.Storage;

/// <summary>
/// Letters without case and accents, as FHIR compares strings (FHIR R4 §3.1.1.4.8): who looks for Helene finds Hélène.
/// The framework's own tables are switched off with everything else that depends on a culture.
/// </summary>
internal static class Folding
{
    private const string From = "àáâãäåçèéêëìíîïñòóôõöøùúûüýÿ";
    private const string To = "aaaaaaceeeeiiiinoooooouuuuyy";

    public static string Words(string text)
    {
        var folded = new StringBuilder(text.Length);
        var isBlank = false;
        foreach (var c in text.Trim().ToLowerInvariant())
        {
            if (char.IsWhiteSpace(c) || char.IsControl(c))
            {
                isBlank = true;
                continue;
            }

            if (isBlank)
            {
                folded.Append(' ');
                isBlank = false;
            }

            _ = char.IsAscii(c) ? folded.Append(c) : folded.Append(Letter(c));
        }

        return folded.ToString();
    }

    private static string Letter(char c) => c switch
    {
        'œ' => "oe",
        'æ' => "ae",
        'ß' => "ss",

        // Marks that stand behind their letter.
        >= '\u0300' and <= '\u036F' => "",
        _ => (From.IndexOf(c, StringComparison.Ordinal) is >= 0 and var at ? To[at] : c).ToString(),
    };
}
