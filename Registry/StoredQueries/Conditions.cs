using System.Diagnostics.CodeAnalysis;
using XdsDmp.Metadata.Model;
using XdsDmp.Metadata.Queries;
using XdsDmp.Registry.Storage;
using XdsDmp.Sql;

namespace XdsDmp.Registry.StoredQueries;

/// <summary>Conditions that several stored queries share. A parameter that was not given adds nothing.</summary>
internal static class Conditions
{
    /// <summary>Those of the patients asked for; null when there are none.</summary>
    public static SqlText? AndPatients(
        this SqlText query, [ConstantExpected] string column, ReadSession session, StoredQueryArguments arguments,
        string parameter)
    {
        // A patient in a form that we cannot read is one that we do not know: nothing is found.
        var keys = arguments.GetStrings(parameter).Select(PatientId.TryParse).OfType<PatientId>()
            .SelectMany(patient => PatientStore.KeysOf(session, patient)).ToHashSet();
        return keys.Count == 0 ? null : query.AppendIn(column, keys);
    }

    public static SqlText AndStatus(
        this SqlText query, [ConstantExpected] string column, StoredQueryArguments arguments, string parameter) =>
        query.AppendIn(column, [.. arguments.GetStatuses(parameter).Select(StatusNumber.Of)]);

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

    /// <summary>One code of each group is among the object's codes of an attribute.</summary>
    public static SqlText AndCodes(
        this SqlText query, [ConstantExpected] string exists, ReadSession session, StoredQueryArguments arguments,
        string parameter)
    {
        foreach (var group in arguments.GetCodes(parameter))
        {
            var keys = CodeDictionary.Find(session, group);
            query = query.Append(exists).AppendIn("AND c.code_id", keys).Append(")");
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
}
