using XdsDmp.Metadata.Model;

namespace XdsDmp.Metadata.Rules.DataTypes;

/// <summary>XTN: a telephone number or an e-mail address.</summary>
internal static class XtnType
{
    public static DataType Type { get; } =
        new("XTN", "^use^PH^^country^area^number, or ^^Internet^address", (v, _) => Problem(v));

    public static string? Problem(ReadOnlySpan<char> value)
    {
        var equipment = Hl7.Component(value, 3);
        return equipment.IsEmpty ? "XTN without equipment type (component 3)"
            : equipment.SequenceEqual("Internet") ? InternetProblem(value)
            : Hl7.Component(value, 7).IsEmpty && Hl7.Component(value, 12).IsEmpty ? "XTN without number (component 7)"
            : null;
    }

    private static string? InternetProblem(ReadOnlySpan<char> value)
    {
        var use = Hl7.Component(value, 2);
        return Hl7.Component(value, 4).IsEmpty ? "XTN of type Internet without address (component 4)"
            : use.IsEmpty || use.SequenceEqual("NET") ? null
            : "XTN of type Internet whose use (component 2) is not NET";
    }
}
