namespace XdsDmp.Metadata.Rules.DataTypes;

/// <summary>Integer: the octets of the document.</summary>
internal static class SizeType
{
    /// <summary>As many digits as a 64-bit number surely holds.</summary>
    private const int MaxDigits = 18;

    public static DataType Type { get; } = DataType.Of(
        "Integer", "digits, the number of octets",
        v => v.Length is > 0 and <= MaxDigits && !v.AsSpan().ContainsAnyExceptInRange('0', '9'));
}
