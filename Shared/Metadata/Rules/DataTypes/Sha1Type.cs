namespace XdsDmp.Metadata.Rules.DataTypes;

/// <summary>SHA1: the hash of the document in hexadecimal.</summary>
internal static class Sha1Type
{
    private const int Length = 40;

    public static DataType Type { get; } = DataType.Of(
        "SHA1", "40 hexadecimal digits", v => v.Length == Length && v.All(char.IsAsciiHexDigit));
}
