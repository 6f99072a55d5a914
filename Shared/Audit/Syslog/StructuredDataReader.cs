namespace XdsDmp.Audit.Syslog;

/// <summary>Reads STRUCTURED-DATA: <c>[id name="value" …]…</c> with the escapes \" \\ \] (RFC 5424 §6.3).</summary>
internal static class StructuredDataReader
{
    private const int MaxElements = 1000;
    private const int MaxParameters = 1000;

    /// <summary>
    /// Steps over the structured data. False when it is malformed; the cursor then stands where it was found to be so.
    /// </summary>
    public static bool TryRead(ref SyslogCursor cursor, out IReadOnlyList<StructuredDataElement> elements)
    {
        var found = new List<StructuredDataElement>();
        elements = found;
        if (cursor.Skip((byte)'-'))
        {
            return IsAtBoundary(cursor);
        }

        while (cursor.Skip((byte)'['))
        {
            if (found.Count == MaxElements || !TryReadElement(ref cursor, found))
            {
                return false;
            }
        }

        return found.Count > 0 && IsAtBoundary(cursor);
    }

    private static bool IsAtBoundary(SyslogCursor cursor) =>
        cursor.IsAtEnd || cursor.Current is (byte)' ' or (byte)'\n' or (byte)'\r';

    private static bool TryReadElement(ref SyslogCursor cursor, List<StructuredDataElement> elements)
    {
        if (!TryReadName(ref cursor, out var id))
        {
            return false;
        }

        var parameters = new List<KeyValuePair<string, string>>();
        while (cursor.Skip((byte)' '))
        {
            if (parameters.Count == MaxParameters
                || !TryReadName(ref cursor, out var name)
                || !cursor.Skip((byte)'=')
                || !TryReadValue(ref cursor, out var value))
            {
                return false;
            }

            parameters.Add(new KeyValuePair<string, string>(name, value));
        }

        elements.Add(new StructuredDataElement(id, parameters));
        return cursor.Skip((byte)']');
    }

    private static bool TryReadName(ref SyslogCursor cursor, out string name)
    {
        var end = cursor.Rest.IndexOfAny(" =]\""u8);
        name = end > 0 ? SyslogCursor.Text(cursor.Rest[..end]) : "";
        cursor.Position += Math.Max(end, 0);
        return end > 0;
    }

    private static bool TryReadValue(ref SyslogCursor cursor, out string value)
    {
        value = "";
        if (!cursor.Skip((byte)'"'))
        {
            return false;
        }

        var bytes = new List<byte>();
        while (!cursor.IsAtEnd)
        {
            var current = cursor.Current;
            cursor.Position++;
            switch (current)
            {
                case (byte)'"':
                    value = SyslogCursor.Text([.. bytes]);
                    return true;
                case (byte)'\\' when cursor.Current is (byte)'"' or (byte)'\\' or (byte)']':
                    bytes.Add(cursor.Current);
                    cursor.Position++;
                    break;
                default:
                    // A backslash before anything else is a backslash (RFC 5424 §6.3.3).
                    bytes.Add(current);
                    break;
            }
        }

        return false;
    }
}
