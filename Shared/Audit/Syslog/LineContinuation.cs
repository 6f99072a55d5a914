namespace XdsDmp.Audit.Syslog;

/// <summary>
/// Whether a message goes on behind a line feed: while the audit message in it is open, or when its header announces
/// one that has not begun. Each line is looked at once.
/// </summary>
internal struct LineContinuation
{
    private bool _isOpen;
    private bool _isAwaited;

    /// <summary>A line that begins a message: the one before has ended, whatever it lacks.</summary>
    public static bool IsHeader(ReadOnlySpan<byte> line)
    {
        if (line.Length < 3 || line[0] != (byte)'<')
        {
            return false;
        }

        var end = line[1..].IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        return end is >= 1 and <= 3 && line[end + 1] == (byte)'>';
    }

    public bool GoesOnAfter(ReadOnlySpan<byte> line, bool isFirst)
    {
        _isOpen |= line.IndexOf("<AuditMessage"u8) >= 0
            || line.IndexOf("<AuditEvent"u8) >= 0
            || line.IndexOf("<?xml"u8) >= 0;
        if (_isOpen)
        {
            return !EndsRoot(line.TrimEnd(" \t\r"u8));
        }

        if (isFirst)
        {
            _isAwaited = IsHeader(line) && Announces(SyslogMessageReader.Read(line), line.Length);
            return _isAwaited;
        }

        return _isAwaited && !line.ContainsAnyExcept(" \t\r"u8);
    }

    private static bool EndsRoot(ReadOnlySpan<byte> line)
    {
        var tag = line[Math.Max(0, line.LastIndexOf((byte)'<'))..];
        return tag.StartsWith("</"u8) && (tag.EndsWith("AuditMessage>"u8) || tag.EndsWith("AuditEvent>"u8));
    }

    private static bool Announces(SyslogSummary header, int length) =>
        header.MessageOffset >= length
        && header.MessageId is { } id
        && Rfc5424Reader.IsAuditMessageId(System.Text.Encoding.ASCII.GetBytes(id));
}
