using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace XdsDmp.Metadata.Ins;

/// <summary>
/// The computed identifier of before 2020 (INS-C): the first 8 bytes of a SHA-256 as a number of 20 digits, and its
/// key. The order of the bytes and the blanks behind a short name are those of the implementations in use; no published
/// sample shows both an identifier and what it was computed from.
/// </summary>
public static class InsC
{
    public const int Length = 22;
    public const int NumberLength = 20;
    private const int NameLength = 10;
    private const string UnknownBirthDate = "000000";

    /// <summary>20 digits and the right key.</summary>
    public static bool HasRightKey(ReadOnlySpan<char> ins) =>
        IsForm(ins) && ins[NumberLength..].SequenceEqual(NirKey.Of97(ins[..NumberLength]));

    public static bool IsForm(ReadOnlySpan<char> ins) =>
        ins.Length == Length && !ins.ContainsAnyExceptInRange('0', '9');

    /// <summary>The key of the first 20 digits.</summary>
    public static string KeyOf(ReadOnlySpan<char> number) => NirKey.Of97(number);

    /// <summary>Computes an INS-C.</summary>
    /// <param name="firstName">As on the card; accents, blanks and hyphens do not count.</param>
    /// <param name="birthDate">YYMMDD as on the card, perhaps of the lunar calendar; empty: unknown.</param>
    /// <param name="nir">13 characters, without key.</param>
    /// <exception cref="ArgumentException">A date or a number that is none.</exception>
    public static string Compute(string firstName, string birthDate, string nir)
    {
        ArgumentNullException.ThrowIfNull(firstName);
        ArgumentNullException.ThrowIfNull(birthDate);
        var date = birthDate.Length == 0 ? UnknownBirthDate : birthDate;
        if (date.Length != UnknownBirthDate.Length || date.AsSpan().ContainsAnyExceptInRange('0', '9'))
        {
            throw new ArgumentException($"'{birthDate}' is not a date of the form YYMMDD", nameof(birthDate));
        }

        if (!NirKey.IsNumber(nir))
        {
            throw new ArgumentException($"'{nir}' is not a NIR of 13 characters without key", nameof(nir));
        }

        var seed = NameOf(firstName) + date + nir;
        var hash = BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(Encoding.ASCII.GetBytes(seed)));
        var number = hash.ToString("D20", CultureInfo.InvariantCulture);
        return number + KeyOf(number);
    }

    /// <summary>Ten capital letters without accents; blanks behind a short name.</summary>
    internal static string NameOf(string firstName)
    {
        var letters = string.Concat(firstName.Select(Unaccented)).Where(char.IsAsciiLetter);
        var name = string.Concat(letters).ToUpperInvariant();
        return name.Length > NameLength ? name[..NameLength] : name.PadRight(NameLength);
    }

    // A table of our own: without the data of cultures the runtime does not decompose letters everywhere.
    private static string Unaccented(char letter) => char.ToUpperInvariant(letter) switch
    {
        >= 'À' and <= 'Å' => "A",
        'Æ' => "AE",
        'Ç' => "C",
        >= 'È' and <= 'Ë' => "E",
        >= 'Ì' and <= 'Ï' => "I",
        'Ñ' => "N",
        >= 'Ò' and <= 'Ö' => "O",
        'Œ' => "OE",
        >= 'Ù' and <= 'Ü' => "U",
        'Ý' or 'Ÿ' => "Y",
        var other => other.ToString(),
    };
}
