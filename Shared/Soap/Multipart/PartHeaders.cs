using System.Text;

namespace XdsDmp.Soap.Multipart;

/// <summary>The header fields of one part (RFC 2045 §3): the three that matter, and the bounds on all.</summary>
internal sealed record PartHeaders(string? ContentId, string? ContentType, string? TransferEncoding)
{
    /// <summary>Length of a header block with its blank line, or -1 when its end is not among the bytes.</summary>
    public static int BlockLength(ReadOnlySpan<byte> bytes)
    {
        var lineStart = 0;
        while (true)
        {
            var rest = bytes[lineStart..];
            if (rest.StartsWith("\r\n"u8) || rest.StartsWith("\n"u8))
            {
                return lineStart + (rest[0] == '\r' ? 2 : 1);
            }

            var lineBreak = rest.IndexOf((byte)'\n');
            if (lineBreak < 0)
            {
                return -1;
            }

            lineStart += lineBreak + 1;
        }
    }

    public static PartHeaders Parse(ReadOnlySpan<byte> block, int part, SoapLimits limits)
    {
        var fields = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var count = 0;
        foreach (var line in Unfolded(block))
        {
            if (++count > limits.MaxPartHeaders)
            {
                throw SoapFaults.Sender($"part {part} has more than {limits.MaxPartHeaders} header fields");
            }

            AddField(fields, line, part);
        }

        var id = fields.GetValueOrDefault("Content-ID");
        return new(
            id is null ? null : CheckedId(id, part),
            fields.GetValueOrDefault("Content-Type"),
            fields.GetValueOrDefault("Content-Transfer-Encoding"));
    }

    private static void AddField(Dictionary<string, string> fields, string line, int part)
    {
        var colon = line.IndexOf(':', StringComparison.Ordinal);
        var name = colon > 0 ? line[..colon].TrimEnd() : "";
        if (name.Length == 0 || name.AsSpan().ContainsAnyExceptInRange('!', '~') || line.AsSpan().Contains('\0'))
        {
            throw SoapFaults.Sender($"part {part} has a malformed header line {EchoedText.Quote(line)}");
        }

        // Two values for one field would let two readers see two different parts.
        if (!fields.TryAdd(name, line[(colon + 1)..].Trim())
            && name.StartsWith("Content-", StringComparison.OrdinalIgnoreCase))
        {
            throw SoapFaults.Sender($"part {part} has the header {EchoedText.Quote(name)} twice");
        }
    }

    private static List<string> Unfolded(ReadOnlySpan<byte> block)
    {
        var lines = new List<string>();
        foreach (var line in Encoding.UTF8.GetString(block).Split('\n'))
        {
            var text = line.TrimEnd('\r');
            if (text.Length > 0 && text[0] is ' ' or '\t' && lines.Count > 0)
            {
                lines[^1] += " " + text.Trim();
            }
            else if (text.Length > 0)
            {
                lines.Add(text);
            }
        }

        return lines;
    }

    private static string CheckedId(string value, int part)
    {
        var id = ContentIds.FromHeader(value);
        if (id.Length is 0 or > ContentIds.MaxLength)
        {
            throw SoapFaults.Sender(
                $"part {part} has a Content-ID of {id.Length} characters, 1 to {ContentIds.MaxLength} are accepted");
        }

        return id;
    }
}
