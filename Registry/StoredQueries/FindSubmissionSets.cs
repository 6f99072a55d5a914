using XdsDmp.Metadata.Queries;
using XdsDmp.Registry.Storage;
using XdsDmp.Sql;
using static XdsDmp.Metadata.Queries.ParameterNames;

namespace XdsDmp.Registry.StoredQueries;

/// <summary>
/// FindSubmissionSets: submission sets of a patient by their attributes (ITI TF-2 §3.18.4.1.2.3.7.2).
/// </summary>
internal sealed class FindSubmissionSets : IStoredQuery
{
    public StoredQueryDefinition Definition => StoredQueryDefinitions.FindSubmissionSets;

    public bool IsSinglePatient => false;

    public IEnumerable<RegisteredObject> Run(
        ReadSession session, StoredQueryArguments arguments, ObjectSearch search) => SubmissionSetsOfPatient.Read(
        session, arguments, search, SubmissionSetPatientId, SubmissionSetStatus,
        query => AndFindSubmissionSets(query, session, arguments));

    private static SqlText AndFindSubmissionSets(SqlText query, ReadSession session, StoredQueryArguments arguments)
    {
        var sources = arguments.GetStrings(SubmissionSetSourceId);
        if (sources.Count > 0)
        {
            query.AppendIn("AND s.source_id", sources);
        }

        return query
            .AndTime("AND s.submission_time >= @", arguments, SubmissionSetSubmissionTimeFrom)
            .AndTime("AND s.submission_time < @", arguments, SubmissionSetSubmissionTimeTo)
            .AndCode("AND s.content_type_code", session, arguments, SubmissionSetContentType)
            .AndLike(
                "AND EXISTS (SELECT 1 FROM author_person p WHERE p.object_id = s.object_id AND (", "p.value GLOB @",
                "))", arguments.GetStrings(SubmissionSetAuthorPerson));
    }
}
