using System.Buffers;
using System.Globalization;
using System.Text;
using System.Xml;

namespace XdsDmp.Xml.Canonical;

/// <summary>
/// Copies octets of XML in runs as long as they are canonical, and puts in what the form has instead of the others
/// (Canonical XML §1.1 and §2.3): references, line ends, marks of every spelling.
/// </summary>
internal ref struct CanonicalRuns(ReadOnlySpan<byte> xml, IBufferWriter<byte> output)
{
    private static readonly SearchValues<byte> InText = SearchValues.Create("&>\r"u8);
    private static readonly SearchValues<byte> InValue = SearchValues.Create("&\"\t\n\r"u8);
    private static readonly SearchValues<byte> InCharacterData = SearchValues.Create("&<>\r"u8);
    private static readonly SearchValues<byte> InInstruction = SearchValues.Create("\r"u8);

    private readonly ReadOnlySpan<byte> _xml = xml;
    private int _from;

    private enum Place
    {
        Text,
        Value,
        CharacterData,
        Instruction,
        Plain,
    }

    /// <summary>What a value says: nothing is escaped in it.</summary>
    public static string Decoded(ReadOnlySpan<byte> value)
    {
        var output = new ArrayBufferWriter<byte>(value.Length + 1);
        var runs = new CanonicalRuns(value, output);
        runs.Write(0, value.Length, InValue, Place.Plain);
        runs.CopyTo(value.Length);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    /// <summary>Copies what has not been copied yet.</summary>
    public void CopyTo(int at)
    {
        if (at > _from)
        {
            output.Write(_xml[_from..at]);
        }

        _from = at;
    }

    public void SkipTo(int at) => _from = at;

    /// <summary>Leaves out what lies between.</summary>
    public void Jump(int from, int to)
    {
        if (from != to)
        {
            CopyTo(from);
            _from = to;
        }
    }

    public void Replace(int from, int to, scoped ReadOnlySpan<byte> by)
    {
        if (!by.SequenceEqual(_xml[from..to]))
        {
            CopyTo(from);
            output.Write(by);
            _from = to;
        }
    }

    public void Text(int from, int to) => Write(from, to, InText, Place.Text);

    public void Value(int from, int to) => Write(from, to, InValue, Place.Value);

    /// <summary>Content of a CDATA section, which becomes text.</summary>
    public void CharacterData(int from, int to) => Write(from, to, InCharacterData, Place.CharacterData);

    public void Instruction(int from, int to) => Write(from, to, InInstruction, Place.Instruction);

    private void Write(int from, int to, SearchValues<byte> special, Place place)
    {
        Span<byte> canonical = stackalloc byte[8];
        while (_xml[from..to].IndexOfAny(special) is >= 0 and var plain)
        {
            from += plain;
            var end = from + 1;
            var character = (int)_xml[from];
            if (character == '&' && place is not Place.CharacterData)
            {
                character = Reference(_xml[from..to], out var length);
                end = from + length;
            }
            else if (character is '\r' or '\n' or '\t')
            {
                // A line end is one line feed, and in a value, as any blank, a space (XML §2.11, §3.3.3).
                end += character == '\r' && end < to && _xml[end] == '\n' ? 1 : 0;
                character = place is Place.Value or Place.Plain ? ' ' : '\n';
            }

            Replace(from, end, Canonical(character, place, canonical));
            from = end;
        }
    }

    private static ReadOnlySpan<byte> Canonical(int character, Place place, Span<byte> room) => character switch
    {
        _ when place is Place.Plain => Encoded(character, room),
        '&' => "&amp;"u8,
        '<' => "&lt;"u8,
        '>' when place is not Place.Value => "&gt;"u8,
        '"' when place is Place.Value => "&quot;"u8,
        '\t' when place is Place.Value => "&#x9;"u8,
        '\n' when place is Place.Value => "&#xA;"u8,
        '\r' => "&#xD;"u8,
        _ => Encoded(character, room),
    };

    private static ReadOnlySpan<byte> Encoded(int character, Span<byte> room) =>
        Rune.TryCreate(character, out var rune)
            ? room[..rune.EncodeToUtf8(room)]
            : throw new XmlException($"{character} is no character");

    private static int Reference(ReadOnlySpan<byte> text, out int length)
    {
        length = text.IndexOf((byte)';') + 1;
        var name = length > 0 ? text[1..(length - 1)] : default;
        if (name.StartsWith("#"u8))
        {
            var isHex = name.StartsWith("#x"u8);
            return int.TryParse(
                name[(isHex ? 2 : 1)..], isHex ? NumberStyles.AllowHexSpecifier : NumberStyles.None,
                CultureInfo.InvariantCulture, out var character)
                ? character
                : throw new XmlException("a character reference is malformed");
        }

        return name.SequenceEqual("amp"u8) ? '&'
            : name.SequenceEqual("lt"u8) ? '<'
            : name.SequenceEqual("gt"u8) ? '>'
            : name.SequenceEqual("quot"u8) ? '"'
            : name.SequenceEqual("apos"u8) ? '\''
            : throw new XmlException("there is an entity that no DTD can have declared");
    }
}
