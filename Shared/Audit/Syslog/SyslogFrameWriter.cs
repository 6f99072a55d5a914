using System.Buffers;
using System.Globalization;

namespace XdsDmp.Audit.Syslog;

/// <summary>Puts the octet count before a syslog message (RFC 5425 §4.3): octets, not characters.</summary>
public static class SyslogFrameWriter
{
    private const int MaxLengthDigits = 10;

    public static void Write(IBufferWriter<byte> output, ReadOnlySpan<byte> message)
    {
        if (message.IsEmpty)
        {
            throw new ArgumentException("an empty message cannot be framed", nameof(message));
        }

        var span = output.GetSpan(MaxLengthDigits + 1);
        message.Length.TryFormat(span, out var digits, provider: CultureInfo.InvariantCulture);
        span[digits] = (byte)' ';
        output.Advance(digits + 1);
        output.Write(message);
    }
}
