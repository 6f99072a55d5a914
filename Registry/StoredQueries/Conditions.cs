using System.Diagnostics.CodeAnalysis;
using XdsDmp.Metadata.Model;
using XdsDmp.Metadata.Queries;
using XdsDmp.Registry.Storage;
using XdsDmp.Sql;

namespace XdsDmp.Registry.StoredQueries;

/// <summary>Conditions that several stored queries share. A parameter that was not given adds nothing.</summary>
internal static class Conditions
{
    /// <summary>Objects of a patient, in one of the states asked for; null when the patient has none.</summary>
    public static SqlText? OfPatient(
        this SqlText query, ReadSession session, StoredQueryArguments arguments, string patientParameter,
        string statusParameter,
        ObjectKind kind)
    {
        // A patient in a form that we cannot read is one that we do not know: nothing is found.
        if (PatientId.TryParse(arguments.GetRequiredString(patientParameter)) is not { } patient
            || PatientStore.KeysOf(session, patient) is not { Count: > 0 } keys)
        {
            return null;
        }

        return query.AppendIn("o.patient_id", keys).Append("AND o.kind = @", (int)kind)
            .AppendIn("AND o.status", [.. arguments.GetStatuses(statusParameter).Select(StatusNumber.Of)]);
    }

    public static SqlText AndCode(
        this SqlText query, [ConstantExpected] string column, ReadSession session, StoredQueryArguments arguments,
        string parameter)
    {
        foreach (var group in arguments.GetCodes(parameter))
        {
            var keys = CodeDictionary.Find(session, group);
            query = keys.Count == 0 ? query.Append("AND 1 = 0") : query.AppendIn(column, keys);
        }

        return query;
    }

    public static SqlText AndTime(
        this SqlText query, [ConstantExpected] string condition, StoredQueryArguments arguments, string parameter) =>
        arguments.GetTime(parameter) is { } time ? query.Append(condition, time) : query;

    /// <summary>One of the patterns matches: <c>%</c> any run, <c>_</c> one character.</summary>
    public static SqlText AndLike(
        this SqlText query, [ConstantExpected] string start, [ConstantExpected] string condition,
        [ConstantExpected] string end,
        IReadOnlyList<string> patterns)
    {
        if (patterns.Count == 0)
        {
            return query;
        }

        query.Append(start).Append(condition, patterns[0]);
        foreach (var pattern in patterns.Skip(1))
        {
            query.Append("OR").Append(condition, pattern);
        }

        return query.Append(end);
    }
}
