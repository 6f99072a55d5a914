using System.Text;
using System.Text.Unicode;

namespace XdsDmp.Audit.Summaries;

/// <summary>
/// Decodes base64 with line breaks and without padding; what senders put there as plain text stays that text.
/// </summary>
internal static class LenientBase64
{
    public static ReadOnlyMemory<byte> Bytes(string value, string place, FindingList findings)
    {
        if (Decode(value) is { } bytes)
        {
            return bytes;
        }

        findings.Add(FindingCode.NotBase64, place);
        return Encoding.UTF8.GetBytes(value);
    }

    /// <summary>
    /// The decoded text; the value itself when it is no base64, or base64 of something that is no text.
    /// </summary>
    public static string Text(string value, string place, FindingList findings)
    {
        if (Decode(value) is not { } bytes)
        {
            findings.Add(FindingCode.NotBase64, place);
            return value;
        }

        // "ABCD" is base64 as well as a plain word: only what decodes to readable text was meant to be decoded.
        return IsText(bytes) ? Encoding.UTF8.GetString(bytes) : value;
    }

    private static bool IsText(ReadOnlySpan<byte> bytes) =>
        Utf8.IsValid(bytes) && bytes.IndexOfAnyInRange((byte)0, (byte)8) < 0;

    private static byte[]? Decode(string value) => Octets(value)
        ?? Octets(Padded(string.Concat(value.Where(c => !char.IsWhiteSpace(c)))));

    private static string Padded(string compact) => compact.PadRight((compact.Length + 3) / 4 * 4, '=');

    private static byte[]? Octets(string base64)
    {
        var bytes = new byte[(base64.Length + 3) / 4 * 3];
        return Convert.TryFromBase64String(base64, bytes, out var length) ? bytes[..length] : null;
    }
}
