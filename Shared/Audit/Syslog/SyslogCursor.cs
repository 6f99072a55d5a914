using System.Text;

namespace XdsDmp.Audit.Syslog;

/// <summary>Walks through the bytes of a syslog header.</summary>
internal ref struct SyslogCursor(ReadOnlySpan<byte> bytes, int position)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;

    public int Position { get; set; } = position;

    public readonly bool IsAtEnd => Position >= _bytes.Length;

    public readonly byte Current => IsAtEnd ? (byte)0 : _bytes[Position];

    public readonly ReadOnlySpan<byte> Rest => _bytes[Math.Min(Position, _bytes.Length)..];

    public bool Skip(byte expected)
    {
        if (IsAtEnd || _bytes[Position] != expected)
        {
            return false;
        }

        Position++;
        return true;
    }

    /// <summary>What stands before the next blank, and steps over that one blank.</summary>
    public ReadOnlySpan<byte> Token()
    {
        var rest = Rest;
        var length = rest.IndexOf((byte)' ');
        var token = length < 0 ? rest : rest[..length];
        Position += token.Length + (length < 0 ? 0 : 1);
        return token;
    }

    public ReadOnlySpan<byte> Digits(int max)
    {
        var rest = Rest;
        var length = rest.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        var digits = rest[..Math.Min(max, length < 0 ? rest.Length : length)];
        Position += digits.Length;
        return digits;
    }

    /// <summary>
    /// Latin-1 maps every byte to a character, so a field in an unknown encoding is shown rather than lost.
    /// </summary>
    public static string Text(ReadOnlySpan<byte> bytes) =>
        System.Text.Unicode.Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : Encoding.Latin1.GetString(bytes);
}
