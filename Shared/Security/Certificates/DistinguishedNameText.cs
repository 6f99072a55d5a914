using System.Formats.Asn1;
using System.Text;

namespace XdsDmp.Security.Certificates;

/// <summary>
/// Reads a name that somebody has written down: <c>CN=899700218896+SN=DOE,T=Médecin,OU=…,C=FR</c> (RFC 4514), with
/// quotes, semicolons and OIDs as in its predecessors.
/// </summary>
internal sealed class DistinguishedNameText
{
    private const int MaxLength = 4096;

    /// <summary>Key words that are in use; the ambiguous SN is the surname (RFC 4519 §2.32).</summary>
    private static readonly Dictionary<string, string> Types = new(StringComparer.OrdinalIgnoreCase)
    {
        ["CN"] = "2.5.4.3",
        ["SN"] = "2.5.4.4",
        ["SURNAME"] = "2.5.4.4",
        ["SERIALNUMBER"] = "2.5.4.5",
        ["C"] = "2.5.4.6",
        ["L"] = "2.5.4.7",
        ["ST"] = "2.5.4.8",
        ["S"] = "2.5.4.8",
        ["STREET"] = "2.5.4.9",
        ["O"] = "2.5.4.10",
        ["OU"] = "2.5.4.11",
        ["T"] = "2.5.4.12",
        ["TITLE"] = "2.5.4.12",
        ["GN"] = "2.5.4.42",
        ["G"] = "2.5.4.42",
        ["GIVENNAME"] = "2.5.4.42",
        ["DNQ"] = "2.5.4.46",
        ["DNQUALIFIER"] = "2.5.4.46",
        ["PSEUDONYM"] = "2.5.4.65",
        ["ORGANIZATIONIDENTIFIER"] = "2.5.4.97",
        ["UID"] = "0.9.2342.19200300.100.1.1",
        ["DC"] = "0.9.2342.19200300.100.1.25",
        ["E"] = "1.2.840.113549.1.9.1",
        ["EMAIL"] = "1.2.840.113549.1.9.1",
        ["EMAILADDRESS"] = "1.2.840.113549.1.9.1",
    };

    private readonly string _text;
    private int _at;

    private DistinguishedNameText(string text) => _text = text;

    /// <summary>The OID of a key word, or of an OID itself; null when nobody knows it.</summary>
    public static string? TypeOf(string word)
    {
        var name = word.Trim();
        if (name.StartsWith("OID.", StringComparison.OrdinalIgnoreCase))
        {
            name = name[4..];
        }

        return Types.GetValueOrDefault(name) ?? (Metadata.Model.Oid.IsValid(name) ? name : null);
    }

    /// <summary>Levels in the order of the text; null when it is no name.</summary>
    public static IReadOnlyList<IReadOnlyList<NamePart>>? Read(string text) =>
        text.Length > MaxLength ? null : new DistinguishedNameText(text).ReadLevels();

    private List<IReadOnlyList<NamePart>>? ReadLevels()
    {
        var levels = new List<IReadOnlyList<NamePart>>();
        var level = new List<NamePart>();
        while (true)
        {
            if (ReadPart() is not { } part)
            {
                return null;
            }

            level.Add(part);
            var end = _at < _text.Length ? _text[_at++] : '\0';
            if (end == '+')
            {
                continue;
            }

            levels.Add(level);
            level = [];
            if (end == '\0')
            {
                return levels;
            }
        }
    }

    private NamePart? ReadPart()
    {
        var equals = _text.IndexOf('=', _at);
        if (equals < 0 || TypeOf(_text[_at..equals]) is not { } oid)
        {
            return null;
        }

        _at = equals + 1;
        SkipBlanks();
        var value = _at < _text.Length && _text[_at] == '"' ? ReadQuoted()
            : _at < _text.Length && _text[_at] == '#' ? ReadEncoded() : ReadPlain();
        return value is null ? null : new NamePart(oid, value);
    }

    private string? ReadPlain()
    {
        var value = new List<byte>();
        var kept = 0; // Blanks at the end do not count, unless they are escaped.
        while (_at < _text.Length && _text[_at] is not (',' or ';' or '+'))
        {
            var isEscaped = _text[_at] == '\\';
            if (!ReadCharacter(value))
            {
                return null;
            }

            kept = isEscaped || value[^1] != ' ' ? value.Count : kept;
        }

        return Encoding.UTF8.GetString([.. value.Take(kept)]);
    }

    private string? ReadQuoted()
    {
        var value = new List<byte>();
        _at++;
        while (_at < _text.Length && (_text[_at] != '"' || IsDoubledQuote()))
        {
            if (!ReadCharacter(value))
            {
                return null;
            }
        }

        if (_at++ >= _text.Length)
        {
            return null;
        }

        SkipBlanks();
        return _at == _text.Length || _text[_at] is ',' or ';' or '+' ? Encoding.UTF8.GetString([.. value]) : null;
    }

    /// <summary>How .NET writes a quote within quotes; its first half is passed over here.</summary>
    private bool IsDoubledQuote()
    {
        var isDoubled = _at + 1 < _text.Length && _text[_at + 1] == '"';
        _at += isDoubled ? 1 : 0;
        return isDoubled;
    }

    /// <summary><c>#</c> and the BER of the value: what Java writes for types that it has no key word for.</summary>
    private string? ReadEncoded()
    {
        var start = ++_at;
        while (_at < _text.Length && char.IsAsciiHexDigit(_text[_at]))
        {
            _at++;
        }

        var end = _at;
        SkipBlanks();
        if ((end - start) % 2 != 0 || (_at < _text.Length && _text[_at] is not (',' or ';' or '+')))
        {
            return null;
        }

        try
        {
            return DistinguishedName.TextOf(
                new AsnReader(Convert.FromHexString(_text.AsSpan(start, end - start)), AsnEncodingRules.BER));
        }
        catch (AsnContentException)
        {
            return null;
        }
    }

    /// <summary>
    /// One character, or what a backslash stands for: a character, or an octet in two hexadecimal digits.
    /// </summary>
    private bool ReadCharacter(List<byte> value)
    {
        if (_text[_at] != '\\')
        {
            Rune.DecodeFromUtf16(_text.AsSpan(_at), out var rune, out var used);
            value.AddRange(Encoding.UTF8.GetBytes(rune.ToString()));
            _at += used;
            return true;
        }

        if (_at + 2 < _text.Length && char.IsAsciiHexDigit(_text[_at + 1]) && char.IsAsciiHexDigit(_text[_at + 2]))
        {
            value.Add(Convert.FromHexString(_text.AsSpan(_at + 1, 2))[0]);
            _at += 3;
            return true;
        }

        _at++;
        if (_at >= _text.Length || char.IsSurrogate(_text[_at]))
        {
            return false;
        }

        value.AddRange(Encoding.UTF8.GetBytes(_text[_at++].ToString()));
        return true;
    }

    private void SkipBlanks()
    {
        while (_at < _text.Length && _text[_at] == ' ')
        {
            _at++;
        }
    }
}
