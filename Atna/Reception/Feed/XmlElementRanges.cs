namespace XdsDmp.Atna.Reception.Feed;

/// <summary>
/// Where elements stand in the octets of a document that is known to be well-formed, without DTD, in UTF-8: XML readers
/// tell lines and characters, and a record must be the very octets.
/// </summary>
internal static class XmlElementRanges
{
    /// <param name="document">The octets.</param>
    /// <param name="wanted">Numbers of elements in document order, the root being 0; none inside another.</param>
    public static IReadOnlyList<(int Element, Range Octets)> Find(
        ReadOnlySpan<byte> document, IReadOnlySet<int> wanted)
    {
        var found = new List<(int, Range)>();
        var element = 0;
        var depth = 0;
        (int Element, int Start, int Depth)? open = null;
        for (var position = Next(document, 0); position < document.Length; position = Next(document, position))
        {
            var start = position;
            var tag = document[position..];
            position += LengthOf(tag);
            if (tag.StartsWith("<!"u8) || tag.StartsWith("<?"u8))
            {
                continue;
            }

            var isEnd = tag[1] == (byte)'/';
            var isEmpty = !isEnd && document[position - 2] == (byte)'/';
            if (!isEnd)
            {
                open = wanted.Contains(element) ? (element, start, depth) : open;
                element++;
            }

            depth += isEnd ? -1 : isEmpty ? 0 : 1;
            if (open is { } wantedOne && wantedOne.Depth == depth && (isEnd || isEmpty))
            {
                found.Add((wantedOne.Element, wantedOne.Start..position));
                open = null;
            }
        }

        return found;
    }

    private static int Next(ReadOnlySpan<byte> document, int position)
    {
        var offset = document[position..].IndexOf((byte)'<');
        return offset < 0 ? document.Length : position + offset;
    }

    /// <summary>Octets of the markup that begins here.</summary>
    private static int LengthOf(ReadOnlySpan<byte> markup)
    {
        if (markup.StartsWith("<!--"u8))
        {
            return Through(markup, "-->"u8, from: 4);
        }

        if (markup.StartsWith("<![CDATA["u8))
        {
            return Through(markup, "]]>"u8, from: 9);
        }

        return markup.StartsWith("<?"u8) ? Through(markup, "?>"u8, from: 2) : LengthOfTag(markup);
    }

    private static int Through(ReadOnlySpan<byte> markup, ReadOnlySpan<byte> end, int from)
    {
        var offset = markup[from..].IndexOf(end);
        return offset < 0 ? markup.Length : from + offset + end.Length;
    }

    /// <summary>A tag ends with the first &gt; that stands in no attribute's value.</summary>
    private static int LengthOfTag(ReadOnlySpan<byte> markup)
    {
        for (var position = 1; position < markup.Length;)
        {
            var offset = markup[position..].IndexOfAny((byte)'>', (byte)'"', (byte)'\'');
            if (offset < 0)
            {
                break;
            }

            position += offset + 1;
            if (markup[position - 1] == (byte)'>')
            {
                return position;
            }

            var end = markup[position..].IndexOf(markup[position - 1]);
            position = end < 0 ? markup.Length : position + end + 1;
        }

        return markup.Length;
    }
}
