namespace XdsDmp.Xml.Canonical;

/// <summary>
/// The order of Canonical XML: by code point. Ordinal comparison goes by UTF-16 unit, which puts what lies beyond the
/// basic plane before U+E000.
/// </summary>
internal sealed class CodePointOrder : IComparer<string>
{
    public static CodePointOrder Instance { get; } = new();

    public int Compare(string? x, string? y)
    {
        if (ReferenceEquals(x, y))
        {
            return 0;
        }

        var (a, b) = (x ?? "", y ?? "");
        var same = a.AsSpan().CommonPrefixLength(b);
        if (same == a.Length || same == b.Length)
        {
            return a.Length - b.Length;
        }

        return (char.IsSurrogate(a[same]), char.IsSurrogate(b[same])) switch
        {
            (true, false) => 1,
            (false, true) => -1,
            _ => a[same] - b[same],
        };
    }
}
