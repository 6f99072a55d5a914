using System.Buffers;

namespace XdsDmp.Metadata.Rules.DataTypes;

/// <summary>
/// URI: absolute or relative, by its characters only, as nothing is ever fetched from it (RFC 3986 §2).
/// </summary>
internal static class UriType
{
    private const int MaxLength = 256;

    private static readonly SearchValues<char> Characters = SearchValues.Create(
        "!#$%&'()*+,-./0123456789:;=?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]_abcdefghijklmnopqrstuvwxyz~");

    public static DataType Type { get; } = DataType.Of(
        "URI", "a URI of at most 256 characters",
        v => v.Length is > 0 and <= MaxLength && !v.AsSpan().ContainsAnyExcept(Characters));
}
