namespace XdsDmp.Audit.Syslog;

/// <summary>
/// Whether a message goes on behind a line feed: while the audit message in it is open, as XML or as JSON, or when its
/// header announces one that has not begun. Each line is looked at once.
/// </summary>
internal struct LineContinuation
{
    private static readonly byte[][] Roots =
        ["<AuditMessage"u8.ToArray(), "<AuditEvent"u8.ToArray(), "<Bundle"u8.ToArray()];

    private bool _isOpen;
    private byte[]? _root;
    private bool _isAwaited;
    private int _braces;

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
        _isOpen |= line.IndexOf("<?xml"u8) >= 0 || HasRoot(line);
        if (_isOpen)
        {
            _root ??= RootIn(line);
            return _root is null || !line.TrimEnd(" \t\r"u8).EndsWith(_root);
        }

        if (isFirst && IsHeader(line))
        {
            var header = SyslogMessageReader.Read(line);
            line = line[header.MessageOffset..];
            _isAwaited = Announces(header) && !line.ContainsAnyExcept(" \t\r"u8);
            return _isAwaited || GoesOnAsJson(line);
        }

        return (_isAwaited && !line.ContainsAnyExcept(" \t\r"u8)) || (!isFirst && GoesOnAsJson(line));
    }

    /// <summary>
    /// Whether more braces are open than closed. A message that begins so has a header: the next one's ends it, should
    /// the braces never be closed.
    /// </summary>
    private bool GoesOnAsJson(ReadOnlySpan<byte> line)
    {
        if (_braces == 0 && !line.TrimStart(" \t\r"u8).StartsWith("{"u8))
        {
            return false;
        }

        var isText = false;
        for (var i = 0; i < line.Length; i++)
        {
            switch (line[i])
            {
                case (byte)'\\' when isText:
                    i++;
                    break;
                case (byte)'"':
                    isText = !isText;
                    break;
                case (byte)'{' when !isText:
                    _braces++;
                    break;
                case (byte)'}' when !isText:
                    _braces--;
                    break;
            }
        }

        return _braces > 0;
    }

    private static bool HasRoot(ReadOnlySpan<byte> line)
    {
        foreach (var root in Roots)
        {
            if (line.IndexOf(root) >= 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The end tag of the first element that begins in the line.</summary>
    private static byte[]? RootIn(ReadOnlySpan<byte> line)
    {
        for (var start = line.IndexOf((byte)'<'); start >= 0 && start + 1 < line.Length;)
        {
            if (char.IsAsciiLetter((char)line[start + 1]))
            {
                var name = line[(start + 1)..];
                var end = name.IndexOfAny(" \t\r/>"u8);
                return [.. "</"u8, .. end < 0 ? name : name[..end], .. ">"u8];
            }

            var next = line[(start + 1)..].IndexOf((byte)'<');
            start = next < 0 ? -1 : start + 1 + next;
        }

        return null;
    }

    private static bool Announces(SyslogSummary header) =>
        header.MessageId is { } id
        && Rfc5424Reader.IsAuditMessageId(System.Text.Encoding.ASCII.GetBytes(id));
}
