using System.Text;

namespace XdsDmp.Soap.Envelopes;

/// <summary>
/// Brings the bytes of an envelope to UTF-8. The charset of the HTTP header wins over the XML declaration
/// (RFC 7303 §3); only UTF-8 and UTF-16 are read.
/// </summary>
internal static class EnvelopeText
{
    private static readonly Encoding LittleEndian = new UnicodeEncoding(false, false, true);
    private static readonly Encoding BigEndian = new UnicodeEncoding(true, false, true);

    /// <summary>Refuses a charset that is never read.</summary>
    public static void CheckCharset(string? charset)
    {
        if (charset is not null && !IsUtf8(charset) && !IsUtf16(charset))
        {
            throw SoapFaults.Sender(
                $"the charset {EchoedText.Quote(charset)} is not supported; accepted: UTF-8, UTF-16");
        }
    }

    /// <summary>The envelope as UTF-8; <paramref name="received"/> itself unless it had to be converted.</summary>
    public static PooledBuffer ToUtf8(PooledBuffer received, string? charset, SoapLimits limits)
    {
        if (Utf16Of(received.Written.Span, charset) is not { } utf16)
        {
            return received;
        }

        var converted = new PooledBuffer(limits.MaxEnvelopeBytes);
        try
        {
            Encoding.UTF8.GetBytes(utf16.GetString(received.Written.Span), converted);
            return converted;
        }
        catch (DecoderFallbackException e)
        {
            converted.Dispose();
            throw SoapFaults.Sender("the envelope is not valid UTF-16", e);
        }
        catch (SoapFaultException)
        {
            converted.Dispose();
            throw;
        }
        finally
        {
            received.Dispose();
        }
    }

    /// <summary>The envelope without byte order mark, and without a declaration that does not hold any more.</summary>
    public static ReadOnlyMemory<byte> WithoutMark(ReadOnlyMemory<byte> utf8, bool isCharsetGiven)
    {
        var text = utf8.Span.StartsWith("\uFEFF"u8) ? utf8[3..] : utf8;
        return isCharsetGiven && text.Span.StartsWith("<?xml "u8) ? WithoutDeclaration(text) : text;
    }

    /// <summary>True when a streaming reader has to find out the encoding for itself.</summary>
    public static bool IsUtf16(ReadOnlySpan<byte> start, string? charset) => Utf16Of(start, charset) is not null;

    private static ReadOnlyMemory<byte> WithoutDeclaration(ReadOnlyMemory<byte> text)
    {
        const int MaxDeclaration = 256;
        var head = text.Span[..Math.Min(text.Length, MaxDeclaration)];
        var end = head.IndexOf("?>"u8);
        if (end < 0 || head[..end].IndexOf("encoding"u8) < 0)
        {
            return text;
        }

        var name = Encoding.Latin1.GetString(head[(head.IndexOf("encoding"u8) + 8)..end]).Trim(' ', '=', '\t');
        var quoted = name.Length > 1 ? name[1..].Split(name[0])[0] : "";
        CheckCharset(quoted);
        return text[(end + 2)..];
    }

    private static Encoding? Utf16Of(ReadOnlySpan<byte> bytes, string? charset)
    {
        if (charset is not null && IsUtf8(charset))
        {
            return null;
        }

        // A byte order mark, or the first "<" of a document without one.
        return bytes switch
        {
            [0xFF, 0xFE, ..] or [(byte)'<', 0, ..] => LittleEndian,
            [0xFE, 0xFF, ..] or [0, (byte)'<', ..] => BigEndian,
            _ when charset is null => null,
            _ => charset.EndsWith("le", StringComparison.OrdinalIgnoreCase) ? LittleEndian : BigEndian,
        };
    }

    private static bool IsUtf8(string charset) =>
        charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase)
        || charset.Equals("utf8", StringComparison.OrdinalIgnoreCase)
        || charset.Equals("us-ascii", StringComparison.OrdinalIgnoreCase);

    private static bool IsUtf16(string charset) =>
        charset.Equals("utf-16", StringComparison.OrdinalIgnoreCase)
        || charset.Equals("utf-16le", StringComparison.OrdinalIgnoreCase)
        || charset.Equals("utf-16be", StringComparison.OrdinalIgnoreCase);
}
