using XdsDmp.Metadata.Ebxml;
using XdsDmp.Metadata.Errors;
using XdsDmp.Metadata.Model;

namespace XdsDmp.Metadata.Queries;

/// <summary>What each <see cref="ParameterKind"/> accepts, and the form in which its values are handed on.</summary>
internal static class ParameterKindRules
{
    private const int MaxDigits = 9;

    /// <summary>Numbers and times stand without quotes; patient ids do so in samples of the profile.</summary>
    public static bool MayBeUnquoted(ParameterKind kind) =>
        kind is ParameterKind.Number or ParameterKind.Time or ParameterKind.PatientId;

    public static string AcceptedForm(QueryParameter parameter)
    {
        var member = parameter.Kind switch
        {
            ParameterKind.Number => "1",
            ParameterKind.Time => "YYYY[MM[DD[hh[mm[ss]]]]] in digits",
            ParameterKind.PatientId => "'id^^^&authority&ISO'",
            ParameterKind.Code => "'code^^scheme'",
            ParameterKind.EntryUuid or ParameterKind.EntryType => "'urn:uuid:…'",
            ParameterKind.Status => $"'{XdsUrns.StatusApproved}'",
            _ => "'text'",
        };
        return parameter.IsMultiple ? $"({member}), several separated by commas" : member;
    }

    /// <summary>
    /// The value as it will be compared; null when it is ignored; <paramref name="fault"/> when it is wrong.
    /// </summary>
    public static string? Normalized(
        QueryParameter parameter, string value, LifeCycle lifeCycle, out ParameterFault? fault)
    {
        fault = null;
        switch (parameter.Kind)
        {
            case ParameterKind.Number:
                fault = IsNumber(value) ? null : Wrong(parameter, QueryRules.Number, "not a number", value);
                return value.Trim();
            case ParameterKind.Time:
                // The profile does not say how times of different precision compare: as strings of the lowest instant.
                var time = Hl7Time.TryParse(value.Trim())?.PadLow();
                fault = time is null ? Wrong(parameter, QueryRules.Time, "not a date or time", value) : null;
                return time;
            case ParameterKind.Code:
                fault = IsCode(value)
                    ? null
                    : Wrong(parameter, QueryRules.Code, "not a code with its coding scheme", value);
                return value;
            case ParameterKind.Status:
                var status = value.Trim();
                return lifeCycle.TryParse(status) is null ? null : status;
            case ParameterKind.EntryUuid or ParameterKind.EntryType:
                return value.Trim();
            default:
                return value;
        }
    }

    private static bool IsNumber(string value) =>
        value.AsSpan().Trim() is { Length: > 0 and <= MaxDigits } digits && !digits.ContainsAnyExceptInRange('0', '9');

    private static bool IsCode(string value)
    {
        var separator = value.IndexOf("^^", StringComparison.Ordinal);
        return separator > 0 && separator + 2 < value.Length && value.AsSpan(separator + 2).IndexOf('^') < 0
            && !value.AsSpan(0, separator).IsWhiteSpace() && value.AsSpan(0, separator).IndexOf('^') < 0
            && !value.AsSpan(separator + 2).IsWhiteSpace();
    }

    private static ParameterFault Wrong(QueryParameter parameter, string rule, string problem, string value) =>
        new(RegistryErrorCode.XDSRegistryError, rule, "the value is " + problem, value, AcceptedForm(parameter));
}
