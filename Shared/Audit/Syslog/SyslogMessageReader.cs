using System.Globalization;

namespace XdsDmp.Audit.Syslog;

/// <summary>
/// Reads the header of any syslog message: RFC 5424 and its common misspellings, the legacy form, or none at all. It
/// never refuses: a receiver of audit trails keeps what it was sent and notes what is wrong with it.
/// </summary>
public static class SyslogMessageReader
{
    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    public static SyslogSummary Read(ReadOnlySpan<byte> message)
    {
        var findings = new FindingList();
        var cursor = new SyslogCursor(message, SkipLeadingNoise(message, findings));
        var priority = ReadPriority(ref cursor, findings);
        if (priority is null && !cursor.IsAtEnd && cursor.Current is (byte)'<')
        {
            findings.Add(FindingCode.HeaderMissing, "the message starts with its content");
        }

        var summary = priority is null
            ? new SyslogSummary { MessageOffset = cursor.Position }
            : TryReadVersion(ref cursor, findings) is { } version
                ? Rfc5424Reader.Read(message, ref cursor, findings) with { Version = version }
                : LegacyHeaderReader.Read(message, ref cursor, findings);
        return summary with
        {
            Priority = priority,
            MessageOffset = SkipByteOrderMark(message, summary.MessageOffset, findings),
            Findings = findings.All,
        };
    }

    private static int SkipLeadingNoise(ReadOnlySpan<byte> message, FindingList findings)
    {
        var start = SkipByteOrderMark(message, 0, findings);
        var noise = message[start..].IndexOfAnyExcept("\0\r\n\t "u8);
        if (noise != 0)
        {
            findings.Add(FindingCode.SurroundingBytes, "blanks, line breaks or NUL before the header");
        }

        return noise < 0 ? message.Length : start + noise;
    }

    private static int? ReadPriority(ref SyslogCursor cursor, FindingList findings)
    {
        var start = cursor.Position;
        if (cursor.Skip((byte)'<'))
        {
            var digits = cursor.Digits(10);
            if (digits.Length > 0 && cursor.Skip((byte)'>'))
            {
                return CheckedPriority(SyslogCursor.Text(digits), findings);
            }
        }

        cursor.Position = start;
        if (cursor.Current != (byte)'<')
        {
            findings.Add(FindingCode.HeaderMissing, "the message does not start with <PRI>");
        }

        return null;
    }

    private static int CheckedPriority(string digits, FindingList findings)
    {
        var isNumber = int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var priority);
        var isPadded = digits.Length > 3 || (digits.Length > 1 && digits[0] == '0');
        if (!isNumber || isPadded || priority > SyslogLimits.Priority)
        {
            findings.Add(FindingCode.PriorityInvalid, $"PRI is {digits}");
        }
        else if (priority / 8 != SyslogMessage.NoticePriority / 8)
        {
            findings.Add(FindingCode.FacilityUnexpected, $"facility is {priority / 8}, audit trails use 10");
        }

        return priority;
    }

    /// <summary>Digits and a blank after PRI are a version; legacy messages go on with a month.</summary>
    private static int? TryReadVersion(ref SyslogCursor cursor, FindingList findings)
    {
        var start = cursor.Position;
        var digits = cursor.Digits(3);
        if (digits.Length > 0 && (cursor.Skip((byte)' ') || cursor.IsAtEnd))
        {
            var version = int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
            if (version != 1)
            {
                findings.Add(FindingCode.VersionUnknown, $"VERSION is {version}");
            }

            return version;
        }

        cursor.Position = start;
        return null;
    }

    private static int SkipByteOrderMark(ReadOnlySpan<byte> message, int offset, FindingList findings)
    {
        offset = Math.Min(offset, message.Length);
        if (!message[offset..].StartsWith(ByteOrderMark))
        {
            return offset;
        }

        findings.Add(FindingCode.ByteOrderMark, "IHE discourages the byte order mark");
        return offset + ByteOrderMark.Length;
    }
}
