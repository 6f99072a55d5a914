using XdsDmp.Metadata.Queries;
using XdsDmp.Registry.Storage;
using XdsDmp.Sql;
using static XdsDmp.Metadata.Queries.ParameterNames;

namespace XdsDmp.Registry.StoredQueries;

/// <summary>
/// What the parameters about document entries ask for, as conditions on <c>registry_object o, document_entry d</c>.
/// </summary>
internal static class DocumentEntryConditions
{
    private const int EventCode = 1;
    private const int ConfidentialityCode = 2;
    private const int FolderCode = 3;

    /// <summary>The filters that FindDocuments has beyond patient and status.</summary>
    public static SqlText AndFindDocuments(this SqlText query, ReadSession session, StoredQueryArguments arguments)
    {
        query.AndCode("AND d.class_code", session, arguments, DocumentEntryClassCode)
            .AndCode("AND d.type_code", session, arguments, DocumentEntryTypeCode)
            .AndCode("AND d.practice_setting_code", session, arguments, DocumentEntryPracticeSettingCode)
            .AndCode("AND d.healthcare_facility_type_code", session, arguments, DocumentEntryHealthcareFacilityTypeCode)
            .AndCodes(EventCode, session, arguments, DocumentEntryEventCodeList)
            .AndLike("AND EXISTS (SELECT 1 FROM author_person p WHERE p.object_id = o.id AND (", "p.value LIKE @", "))",
                arguments.GetStrings(DocumentEntryAuthorPerson))
            .AndContent(session, arguments);

        // From is inclusive, To exclusive. An entry without the attribute is not judged by it (ITI TF-2
        // §3.18.4.1.2.3.7.1).
        return query
            .AndTime("AND (d.creation_time IS NULL OR d.creation_time >= @)", arguments, DocumentEntryCreationTimeFrom)
            .AndTime("AND (d.creation_time IS NULL OR d.creation_time < @)", arguments, DocumentEntryCreationTimeTo)
            .AndTime("AND (d.service_start_time IS NULL OR d.service_start_time >= @)", arguments,
                DocumentEntryServiceStartTimeFrom)
            .AndTime("AND (d.service_start_time IS NULL OR d.service_start_time < @)", arguments,
                DocumentEntryServiceStartTimeTo)
            .AndTime("AND (d.service_stop_time IS NULL OR d.service_stop_time >= @)", arguments,
                DocumentEntryServiceStopTimeFrom)
            .AndTime("AND (d.service_stop_time IS NULL OR d.service_stop_time < @)", arguments,
                DocumentEntryServiceStopTimeTo);
    }

    /// <summary>The three filters of the queries that return documents along with something else.</summary>
    public static SqlText AndContent(this SqlText query, ReadSession session, StoredQueryArguments arguments) => query
        .AndCode("AND d.format_code", session, arguments, DocumentEntryFormatCode)
        .AndCodes(ConfidentialityCode, session, arguments, DocumentEntryConfidentialityCode)
        .AndType(arguments.GetDocumentEntryTypes());

    public static SqlText AndType(this SqlText query, DocumentEntryTypes types) => types switch
    {
        DocumentEntryTypes.Stable => query.Append("AND d.object_type = 1"),
        DocumentEntryTypes.OnDemand => query.Append("AND d.object_type = 2"),
        DocumentEntryTypes.None => query.Append("AND 1 = 0"),
        _ => query,
    };

    /// <summary><c>$XDSFolderCodeList</c>, on <c>registry_object o</c>.</summary>
    public static SqlText AndFolderCodes(this SqlText query, ReadSession session, StoredQueryArguments arguments) =>
        query.AndCodes(FolderCode, session, arguments, FolderCodeList);

    private static SqlText AndCodes(
        this SqlText query, int attribute, ReadSession session, StoredQueryArguments arguments, string parameter)
    {
        foreach (var group in arguments.GetCodes(parameter))
        {
            var keys = CodeDictionary.Find(session, group);
            query.Append(
                "AND EXISTS (SELECT 1 FROM entry_code c WHERE c.object_id = o.id AND c.attribute = @", attribute);
            query = query.AppendIn("AND c.code_id", keys).Append(")");
        }

        return query;
    }
}
