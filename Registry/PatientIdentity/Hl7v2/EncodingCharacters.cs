using System.Buffers;

namespace XdsDmp.Registry.PatientIdentity.Hl7v2;

/// <summary>The separators of one message, as its MSH-1 and MSH-2 declare them (HL7 v2.5 §2.5.4).</summary>
internal sealed record EncodingCharacters(char Field, char Component, char Repetition, char Escape, char Subcomponent)
{
    private static readonly SearchValues<char> Usable = SearchValues.Create("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~");

    /// <summary>Those that nearly everybody uses, and XDS metadata always: <c>|^~\&amp;</c>.</summary>
    public static EncodingCharacters Standard { get; } = new('|', '^', '~', '\\', '&');

    /// <summary>MSH-2. A fifth character (truncation, HL7 v2.7) is passed over when reading.</summary>
    public string Msh2 => $"{Component}{Repetition}{Escape}{Subcomponent}";

    /// <summary>Null when these cannot separate anything: one is missing, a letter, or used twice.</summary>
    public static EncodingCharacters? TryOf(char field, ReadOnlySpan<char> msh2)
    {
        if (msh2.Length is not (4 or 5) || msh2.ContainsAnyExcept(Usable) || !Usable.Contains(field))
        {
            return null;
        }

        ReadOnlySpan<char> all = [field, .. msh2];
        for (var i = 1; i < all.Length; i++)
        {
            if (all[..i].Contains(all[i]))
            {
                return null;
            }
        }

        return new EncodingCharacters(field, msh2[0], msh2[1], msh2[2], msh2[3]);
    }
}
