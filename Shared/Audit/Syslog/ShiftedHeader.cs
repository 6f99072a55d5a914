namespace XdsDmp.Audit.Syslog;

/// <summary>
/// Finds the fields of a header whose APP-NAME contains blanks, by looking for a MSGID of audit messages.
/// </summary>
internal static class ShiftedHeader
{
    /// <summary>A header that is longer than its fields may be is not searched further.</summary>
    private const int MaxLength = 1024;

    public static bool TryFind(ReadOnlySpan<byte> message, int start, out SyslogNames names, out int dataStart)
    {
        names = default;
        dataStart = 0;
        var region = message[Math.Min(start, message.Length)..];
        region = region[..Math.Min(region.Length, MaxLength)];
        var previous = -1;
        for (var position = 0; position < region.Length;)
        {
            var end = region[position..].IndexOf((byte)' ');
            if (end < 0 || region[position] == (byte)'<')
            {
                return false;
            }

            var token = region.Slice(position, end);
            if (previous > 0 && Rfc5424Reader.IsAuditMessageId(token)
                && IsFollowedByData(message, start + position + end + 1))
            {
                names = new SyslogNames(region[..(previous - 1)], region[previous..(position - 1)], token);
                dataStart = start + position + end + 1;
                return true;
            }

            previous = position;
            position += end + 1;
        }

        return false;
    }

    private static bool IsFollowedByData(ReadOnlySpan<byte> message, int position)
    {
        var cursor = new SyslogCursor(message, position);
        return StructuredDataReader.TryRead(ref cursor, out _);
    }
}
