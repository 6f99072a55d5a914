using XdsDmp.Metadata.Ebxml;
using XdsDmp.Metadata.Queries;
using XdsDmp.Sql;
using static XdsDmp.Metadata.Queries.ParameterNames;

namespace XdsDmp.Registry.StoredQueries;

/// <summary>
/// What the parameters about document entries ask for, as conditions on <c>document_entry d</c>: objects are read for
/// their ebRIM only.
/// </summary>
internal static class DocumentEntryConditions
{
    private const string HasEventCode =
        "AND EXISTS (SELECT 1 FROM entry_code c WHERE c.object_id = d.object_id AND c.attribute = 1";
    private const string HasConfidentialityCode =
        "AND EXISTS (SELECT 1 FROM entry_code c WHERE c.object_id = d.object_id AND c.attribute = 2";

    /// <summary>Of the patients asked for, in one of the states asked for; null when there are none.</summary>
    public static SqlText? AndEntriesOf(
        this SqlText query, ReadSession session, StoredQueryArguments arguments, string patientParameter) =>
        query.AndPatients("AND d.patient_id", session, arguments, patientParameter)
            ?.AndStatus("AND d.status", arguments, DocumentEntryStatus);

    /// <summary>The filters that FindDocuments has beyond patient and status.</summary>
    public static SqlText AndFindDocuments(this SqlText query, ReadSession session, StoredQueryArguments arguments)
    {
        query.AndCode("AND d.class_code", session, arguments, DocumentEntryClassCode)
            .AndCode("AND d.type_code", session, arguments, DocumentEntryTypeCode)
            .AndCode("AND d.practice_setting_code", session, arguments, DocumentEntryPracticeSettingCode)
            .AndCode("AND d.healthcare_facility_type_code", session, arguments, DocumentEntryHealthcareFacilityTypeCode)
            .AndCodes(HasEventCode, session, arguments, DocumentEntryEventCodeList)
            .AndLike(
                "AND EXISTS (SELECT 1 FROM author_person p WHERE p.object_id = d.object_id AND (", "p.value GLOB @",
                "))", arguments.GetStrings(DocumentEntryAuthorPerson))
            .AndAvailability(arguments)
            .AndContent(session, arguments);

        // From is inclusive, To exclusive. An entry without the attribute is not judged by it, an on-demand entry never
        // by its creation (ITI TF-2 §3.18.4.1.2.3.7.1).
        return query
            .AndTime("AND (d.object_type = 2 OR d.creation_time IS NULL OR d.creation_time >= @)", arguments,
                DocumentEntryCreationTimeFrom)
            .AndTime("AND (d.object_type = 2 OR d.creation_time IS NULL OR d.creation_time < @)", arguments,
                DocumentEntryCreationTimeTo)
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
        .AndCodes(HasConfidentialityCode, session, arguments, DocumentEntryConfidentialityCode)
        .AndType(arguments.GetDocumentEntryTypes());

    public static SqlText AndType(this SqlText query, DocumentEntryTypes types) => types switch
    {
        DocumentEntryTypes.Stable => query.Append("AND d.object_type = 1"),
        DocumentEntryTypes.OnDemand => query.Append("AND d.object_type = 2"),
        DocumentEntryTypes.None => query.Append("AND 1 = 0"),
        _ => query,
    };

    /// <summary>One id of each group is in <c>referenceIdList</c>.</summary>
    public static SqlText AndReferences(this SqlText query, StoredQueryArguments arguments)
    {
        foreach (var group in arguments.GetStringGroups(DocumentEntryReferenceIdList))
        {
            query.AndLike(
                "AND EXISTS (SELECT 1 FROM reference_id r WHERE r.object_id = d.object_id AND (", "r.value GLOB @",
                "))", group);
        }

        return query;
    }

    private static SqlText AndAvailability(this SqlText query, StoredQueryArguments arguments)
    {
        if (!arguments.Has(DocumentEntryDocumentAvailability))
        {
            return query;
        }

        var asked = arguments.GetStrings(DocumentEntryDocumentAvailability);
        int[] numbers =
        [
            .. asked.Contains(XdsUrns.DocumentOnline) ? [0] : Array.Empty<int>(),
            .. asked.Contains(XdsUrns.DocumentOffline) ? [1] : Array.Empty<int>(),
        ];
        return query.AppendIn("AND d.is_offline", numbers);
    }
}
