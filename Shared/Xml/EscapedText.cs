using System.Buffers;
using System.Text;

namespace XdsDmp.Xml;

/// <summary>Text with its mark-up characters replaced, straight as UTF-8.</summary>
internal static class EscapedText
{
    private const int Short = 256;

    /// <param name="output">Takes the text.</param>
    /// <param name="value">The text.</param>
    /// <param name="special">Characters to be replaced; which ones depends on where the text stands.</param>
    public static void Write(IBufferWriter<byte> output, ReadOnlySpan<char> value, SearchValues<char> special)
    {
        while (value.Length > 0)
        {
            var plain = value.IndexOfAny(special);
            if (plain < 0)
            {
                WritePlain(output, value);
                return;
            }

            WritePlain(output, value[..plain]);
            output.Write(Replacement(value[plain]));
            value = value[(plain + 1)..];
        }
    }

    /// <summary>Short texts, which most are, are encoded without their octets being counted first.</summary>
    public static void WritePlain(IBufferWriter<byte> output, ReadOnlySpan<char> value)
    {
        if (value.Length > Short)
        {
            Encoding.UTF8.GetBytes(value, output);
            return;
        }

        output.Advance(Encoding.UTF8.GetBytes(value, output.GetSpan(Encoding.UTF8.GetMaxByteCount(value.Length))));
    }

    private static ReadOnlySpan<byte> Replacement(char c) => c switch
    {
        '&' => "&amp;"u8,
        '<' => "&lt;"u8,
        '>' => "&gt;"u8,
        '"' => "&quot;"u8,
        '\t' => "&#x9;"u8,
        '\n' => "&#xA;"u8,
        '\r' => "&#xD;"u8,
        _ => "\uFFFD"u8, // a character that XML 1.0 cannot carry
    };
}
