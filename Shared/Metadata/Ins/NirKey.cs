using System.Globalization;

namespace XdsDmp.Metadata.Ins;

/// <summary>
/// The key of an INS-NIR or NIA: 97 − (number mod 97), from 01 to 97; in Corsica the department 2A counts as 19 and 2B
/// as 18 (INSEE, Numéro d'inscription au répertoire).
/// </summary>
public static class NirKey
{
    public const int NumberLength = 13;
    public const int Length = 15;
    private const int Department = 5;
    private const int Modulus = 97;

    /// <summary>13 characters: digits, and a letter for the two departments of Corsica.</summary>
    public static bool IsNumber(ReadOnlySpan<char> text) =>
        text.Length == NumberLength && text[0] is >= '1' and <= '9'
        && !text[1..Department].ContainsAnyExceptInRange('0', '9')
        && char.IsAsciiDigit(text[Department])
        && (char.IsAsciiDigit(text[Department + 1])
            || (text[Department] == '2' && text[Department + 1] is 'A' or 'B'))
        && !text[(Department + 2)..].ContainsAnyExceptInRange('0', '9');

    /// <summary>The key of a number for which <see cref="IsNumber"/> holds.</summary>
    public static string Of(ReadOnlySpan<char> number)
    {
        Span<char> digits = stackalloc char[NumberLength];
        number.CopyTo(digits);
        if (!char.IsAsciiDigit(digits[Department + 1]))
        {
            (digits[Department], digits[Department + 1]) = ('1', digits[Department + 1] == 'A' ? '9' : '8');
        }

        return Of97(digits);
    }

    /// <summary>97 − (number mod 97) of a number of any length.</summary>
    internal static string Of97(ReadOnlySpan<char> digits)
    {
        var rest = 0;
        foreach (var digit in digits)
        {
            rest = ((rest * 10) + digit - '0') % Modulus;
        }

        return (Modulus - rest).ToString("D2", CultureInfo.InvariantCulture);
    }
}
