namespace XdsDmp.Audit.Syslog;

/// <summary>
/// Reads what follows VERSION: the five fields, the structured data and where MSG begins (RFC 5424 §6).
/// </summary>
internal static class Rfc5424Reader
{
    private static readonly string[] AuditMessageIds = ["DICOM+RFC3881", "IHE+RFC-3881", "IHE+SOLE"];

    public static SyslogSummary Read(ReadOnlySpan<byte> message, ref SyslogCursor cursor, FindingList findings)
    {
        var time = SyslogCursor.Text(cursor.Token());
        var host = Field(cursor.Token(), "HOSTNAME", SyslogLimits.HostName, findings);
        if (cursor.IsAtEnd)
        {
            findings.Add(FindingCode.HeaderTruncated, "the message ends inside its header");
        }

        var summary = ReadNames(message, ref cursor, findings);
        if (!AuditMessageIds.Contains(summary.MessageId, StringComparer.Ordinal))
        {
            findings.Add(FindingCode.MessageIdUnexpected, $"MSGID is {summary.MessageId ?? "-"}");
        }

        return summary with
        {
            Format = SyslogFormat.Rfc5424,
            Timestamp = Timestamp(time, findings),
            TimestampText = OrNull(time),
            HostName = host,
        };
    }

    /// <summary>
    /// APP-NAME, PROCID, MSGID, STRUCTURED-DATA. Senders put blanks into APP-NAME, which shifts the fields; a known
    /// MSGID further on, followed by structured data, shows where they really stand.
    /// </summary>
    private static SyslogSummary ReadNames(ReadOnlySpan<byte> message, ref SyslogCursor cursor, FindingList findings)
    {
        var start = cursor.Position;
        var names = new SyslogNames(cursor.Token(), cursor.Token(), cursor.Token());
        if (!names.HasAuditMessageId && ShiftedHeader.TryFind(message, start, out var shifted, out var dataStart))
        {
            findings.Add(FindingCode.FieldContainsBlank, "APP-NAME contains blanks");
            names = shifted;
            cursor.Position = dataStart;
        }

        var dataPosition = cursor.Position;
        var isReadable = StructuredDataReader.TryRead(ref cursor, out var data);
        if (!isReadable)
        {
            findings.Add(FindingCode.StructuredDataInvalid, "STRUCTURED-DATA is neither \"-\" nor [id name=\"value\"]");
        }

        return names.ToSummary(findings) with
        {
            StructuredData = data,
            MessageOffset = isReadable ? AfterBlank(ref cursor) : ContentFrom(message, dataPosition),
        };
    }

    internal static string? Field(ReadOnlySpan<byte> token, string name, int maxLength, FindingList findings)
    {
        if (token.Length > maxLength)
        {
            findings.Add(FindingCode.FieldTooLong, $"{name} is {token.Length} bytes long, at most {maxLength}");
            token = token[..maxLength];
        }

        if (token.IsEmpty || token.ContainsAnyExceptInRange((byte)' ', (byte)'~'))
        {
            findings.Add(FindingCode.FieldCharacters, $"{name} is empty or not printable ASCII");
        }

        return OrNull(SyslogCursor.Text(token));
    }

    internal static bool IsAuditMessageId(ReadOnlySpan<byte> token) => token.Length <= SyslogLimits.MessageId
        && AuditMessageIds.Contains(SyslogCursor.Text(token), StringComparer.OrdinalIgnoreCase);

    /// <summary>With an unreadable header the XML itself is the landmark.</summary>
    internal static int ContentFrom(ReadOnlySpan<byte> message, int position)
    {
        position = Math.Min(position, message.Length);
        var xml = message[position..].IndexOf((byte)'<');
        return xml < 0 ? position : position + xml;
    }

    private static int AfterBlank(ref SyslogCursor cursor)
    {
        cursor.Skip((byte)' ');
        return cursor.Position;
    }

    private static DateTimeOffset? Timestamp(string text, FindingList findings)
    {
        if (text == "-")
        {
            return null;
        }

        var time = LenientTime.Parse(text, out var isZoneMissing);
        if (time is null || isZoneMissing)
        {
            findings.Add(FindingCode.TimestampInvalid, $"TIMESTAMP is {text}");
        }

        return time;
    }

    private static string? OrNull(string text) => text is "" or "-" ? null : text;
}
