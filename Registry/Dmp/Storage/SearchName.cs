using System.Globalization;
using System.Text;

namespace XdsDmp.Registry.Dmp.Storage;

/// <summary>A name as it is looked for: capitals without accents; letters only, single spaces between words.</summary>
internal static class SearchName
{
    public static string Of(string name)
    {
        var text = new StringBuilder(name.Length);
        foreach (var c in name.Normalize(NormalizationForm.FormD))
        {
            if (char.IsLetter(c))
            {
                text.Append(char.ToUpperInvariant(c));
            }
            else if (CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark
                && text is [.., not ' '])
            {
                text.Append(' ');
            }
        }

        return text.ToString().TrimEnd();
    }
}
