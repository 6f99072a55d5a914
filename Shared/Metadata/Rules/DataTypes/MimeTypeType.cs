using System.Buffers;

namespace XdsDmp.Metadata.Rules.DataTypes;

/// <summary>MimeType: type and subtype (RFC 2045 §5.1).</summary>
internal static class MimeTypeType
{
    private static readonly SearchValues<char> TokenCharacters = SearchValues.Create(
        "!#$%&'*+-.0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ^_`abcdefghijklmnopqrstuvwxyz{|}~");

    public static DataType Type { get; } = DataType.Of("MIME type", "type/subtype, without parameters", IsMimeType);

    private static bool IsMimeType(string value)
    {
        var slash = value.IndexOf('/', StringComparison.Ordinal);
        return slash > 0 && IsToken(value.AsSpan(0, slash)) && IsToken(value.AsSpan(slash + 1));
    }

    private static bool IsToken(ReadOnlySpan<char> text) => text.Length > 0 && !text.ContainsAnyExcept(TokenCharacters);
}
