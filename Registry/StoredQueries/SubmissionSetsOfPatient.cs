using XdsDmp.Metadata.Queries;
using XdsDmp.Registry.Dmp.Storage;
using XdsDmp.Registry.Storage;
using XdsDmp.Sql;

namespace XdsDmp.Registry.StoredQueries;

/// <summary>
/// SubmissionSets of a patient in one of the states asked for: for whoever does not see all of their documents, in the
/// state that they have for him.
/// </summary>
internal static class SubmissionSetsOfPatient
{
    /// <param name="session">Where to look.</param>
    /// <param name="arguments">Of the query.</param>
    /// <param name="search">What is to be read.</param>
    /// <param name="patientParameter">Says whose.</param>
    /// <param name="statusParameter">Says in which states.</param>
    /// <param name="and">Adds further conditions.</param>
    public static IEnumerable<RegisteredObject> Read(
        ReadSession session, StoredQueryArguments arguments, ObjectSearch search, string patientParameter,
        string statusParameter, Func<SqlText, SqlText>? and = null)
    {
        var sets = search.SubmissionSetsByAttribute()
            .AndPatients("AND s.patient_id", session, arguments, patientParameter);
        if (sets is null)
        {
            return [];
        }

        sets = and?.Invoke(sets) ?? sets;
        if (search.Sight is not { } sight)
        {
            return search.Read(session, sets.AndStatus("AND o.status", arguments, statusParameter));
        }

        var statuses = arguments.GetStatuses(statusParameter);
        return search.Read(session, sets)
            .Where(set => statuses.Contains(SubmissionSetStatus.Of(session, set.Key, sight)));
    }
}
