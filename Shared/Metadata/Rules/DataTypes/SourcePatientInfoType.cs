using System.Globalization;
using XdsDmp.Metadata.Model;

namespace XdsDmp.Metadata.Rules.DataTypes;

/// <summary>sourcePatientInfo: one field of an HL7 PID segment (ITI TF-3 §4.2.3.2).</summary>
internal static class SourcePatientInfoType
{
    private const string Prefix = "PID-";
    private const int LastField = 39;

    public static DataType Type { get; } =
        new("sourcePatientInfo", "PID-n|value; not PID-2, 4, 12, 19; PID-3 as CX, PID-7 as a date", Problem);

    /// <summary>The number of the field, or 0 when the value names none.</summary>
    public static int FieldOf(ReadOnlySpan<char> value)
    {
        var pipe = value.IndexOf('|');
        return pipe > Prefix.Length
            && value.StartsWith(Prefix, StringComparison.Ordinal)
            && int.TryParse(value[Prefix.Length..pipe], NumberStyles.None, CultureInfo.InvariantCulture, out var field)
            ? field
            : 0;
    }

    private static string? Problem(string value, MetadataRuleSettings settings)
    {
        var field = FieldOf(value);
        var content = Hl7.Component(value, 2, '|');
        return field switch
        {
            < 1 or > LastField => "not a field PID-1 to PID-39 followed by a pipe",
            2 or 4 or 12 or 19 when !settings.AcceptDiscouragedPidFields => $"PID-{field} is not to be used",
            3 => PatientIdsProblem(content),
            7 when !content.IsEmpty && !Hl7Time.IsValid(content) => "PID-7 is not a date in the form of a DTM",
            7 or 8 when content.Contains('~') => $"PID-{field} repeats",
            _ => null,
        };
    }

    /// <summary>Identifier types and dates, which HL7 allows in PID-3, do no harm here.</summary>
    private static string? PatientIdsProblem(ReadOnlySpan<char> ids)
    {
        foreach (var range in ids.Split('~'))
        {
            if (CxType.Problem(ids[range], acceptOtherComponents: true) is { } problem)
            {
                return $"PID-3: {problem}";
            }
        }

        return null;
    }
}
