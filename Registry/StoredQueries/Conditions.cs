using System.Diagnostics.CodeAnalysis;
using XdsDmp.Metadata.Model;
using XdsDmp.Metadata.Queries;
using XdsDmp.Registry.Storage;
using XdsDmp.Sql;

namespace XdsDmp.Registry.StoredQueries;

/// <summary>Conditions that several stored queries share. A parameter that was not given adds nothing.</summary>
internal static class Conditions
{
    /// <summary>Objects of the patients asked for, in one of the states asked for; null when there are none.</summary>
    public static SqlText? OfPatients(
        this SqlText query, ReadSession session, StoredQueryArguments arguments, string patientParameter,
        string statusParameter, ObjectKind kind) =>
        query.OfPatients(session, arguments, patientParameter, kind)?.AndStatus(arguments, statusParameter);

    /// <summary>The same, in any state.</summary>
    public static SqlText? OfPatients(
        this SqlText query, ReadSession session, StoredQueryArguments arguments, string patientParameter,
        ObjectKind kind)
    {
        // A patient in a form that we cannot read is one that we do not know: nothing is found.
        var keys = arguments.GetStrings(patientParameter).Select(PatientId.TryParse).OfType<PatientId>()
            .SelectMany(patient => PatientStore.KeysOf(session, patient)).ToHashSet();
        return keys.Count == 0
            ? null
            : query.AppendIn("AND o.patient_id", keys).Append("AND o.kind = @", (int)kind);
    }

    public static SqlText AndStatus(this SqlText query, StoredQueryArguments arguments, string parameter) =>
        query.AppendIn("AND o.status", [.. arguments.GetStatuses(parameter).Select(StatusNumber.Of)]);

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

    /// <summary>One of the patterns matches.</summary>
    public static SqlText AndLike(
        this SqlText query, [ConstantExpected] string start, [ConstantExpected] string condition,
        [ConstantExpected] string end, IReadOnlyList<string> patterns)
    {
        if (patterns.Count == 0)
        {
            return query;
        }

        query.Append(start).Append("1 = 0");
        foreach (var group in patterns.Chunk(LikePattern.InOneGroup))
        {
            query.Append("OR (1 = 0");
            foreach (var pattern in group)
            {
                query.Append("OR").Append(condition, new TextPattern(pattern));
            }

            query.Append(")");
        }

        return query.Append(end);
    }

    public static SqlText AndAuthors(this SqlText query, StoredQueryArguments arguments, string parameter) =>
        query.AndLike(
            "AND EXISTS (SELECT 1 FROM author_person p WHERE p.object_id = o.id AND (", "p.value GLOB @", "))",
            arguments.GetStrings(parameter));
}
