namespace XdsDmp.Audit.Syslog;

/// <summary>
/// Reads the BSD header <c>Mmm dd hh:mm:ss host tag[pid]: content</c> (RFC 3164), of which any part may be missing.
/// </summary>
internal static class LegacyHeaderReader
{
    private const int TimestampLength = 15;
    private const int MaxTagLength = 128;
    private const string Months = "JanFebMarAprMayJunJulAugSepOctNovDec";

    public static SyslogSummary Read(ReadOnlySpan<byte> message, ref SyslogCursor cursor, FindingList findings)
    {
        findings.Add(FindingCode.HeaderLegacy, "the header is not that of RFC 5424");
        string? time = null;
        string? host = null;
        if (HasTimestamp(cursor.Rest))
        {
            time = SyslogCursor.Text(cursor.Rest[..TimestampLength]);
            cursor.Position += TimestampLength + 1;
            host = Rfc5424Reader.Field(cursor.Token(), "HOSTNAME", SyslogLimits.HostName, findings);
        }

        var summary = ReadTag(message, ref cursor);
        return summary with { Format = SyslogFormat.Rfc3164, TimestampText = time, HostName = host };
    }

    /// <summary>The tag ends with a colon; content that begins at once has none.</summary>
    private static SyslogSummary ReadTag(ReadOnlySpan<byte> message, ref SyslogCursor cursor)
    {
        var rest = cursor.Rest;
        var end = rest[..Math.Min(rest.Length, MaxTagLength)].IndexOfAny(":<\n"u8);
        if (end < 0 || rest[end] != (byte)':')
        {
            return new SyslogSummary { MessageOffset = Rfc5424Reader.ContentFrom(message, cursor.Position) };
        }

        var tag = rest[..end];
        cursor.Position += end + 1;
        cursor.Skip((byte)' ');
        var bracket = tag.IndexOf((byte)'[');
        return new SyslogSummary
        {
            AppName = SyslogCursor.Text(bracket < 0 ? tag : tag[..bracket]),
            ProcessId = bracket < 0 ? null : SyslogCursor.Text(tag[(bracket + 1)..].TrimEnd((byte)']')),
            MessageOffset = cursor.Position,
        };
    }

    private static bool HasTimestamp(ReadOnlySpan<byte> rest) =>
        rest.Length > TimestampLength
        && rest[TimestampLength] == (byte)' '
        && rest[9] == (byte)':'
        && Months.Contains(SyslogCursor.Text(rest[..3]), StringComparison.Ordinal);
}
