using System.Globalization;

namespace XdsDmp.Metadata.Queries;

/// <summary>
/// Writes the values of a query Slot as ITI TF-2 §3.18.4.1.2.3 wants them: quotes doubled, lists in parentheses and
/// split between members so that each Value keeps to the 256 characters of the schema. (One longer member still goes
/// out whole.)
/// </summary>
public static class QueryValue
{
    private const int MaxLength = 256;

    public static IReadOnlyList<string> Number(int value) => [value.ToString(CultureInfo.InvariantCulture)];

    /// <summary>HL7 DTM of any precision.</summary>
    public static IReadOnlyList<string> Time(string value) => [value];

    public static IReadOnlyList<string> Text(string value) => [Quoted(value)];

    public static IReadOnlyList<string> Texts(params IEnumerable<string> values) => List(values.Select(Quoted));

    public static IReadOnlyList<string> Codes(params IEnumerable<QueryCode> codes) =>
        List(codes.Select(c => Quoted($"{c.Value}^^{c.Scheme}")));

    private static string Quoted(string value) => $"'{value.Replace("'", "''", StringComparison.Ordinal)}'";

    private static List<string> List(IEnumerable<string> members)
    {
        var values = new List<string>();
        var current = "";
        foreach (var member in members)
        {
            if (current.Length > 0 && current.Length + member.Length + "(,)".Length > MaxLength)
            {
                values.Add($"({current})");
                current = "";
            }

            current += current.Length == 0 ? member : "," + member;
        }

        if (current.Length > 0)
        {
            values.Add($"({current})");
        }

        return values;
    }
}
