using XdsDmp.Metadata.Queries;
using XdsDmp.Registry.Storage;
using XdsDmp.Sql;
using static XdsDmp.Metadata.Queries.ParameterNames;

namespace XdsDmp.Registry.StoredQueries;

/// <summary>Objects by one of two ids: each Get query takes an entryUUID or a uniqueId.</summary>
internal static class IdConditions
{
    public static SqlText ByDocumentEntryId(this SqlText query, StoredQueryArguments arguments) =>
        query.ById(arguments, DocumentEntryEntryUuid, DocumentEntryUniqueId);

    public static SqlText ByFolderId(this SqlText query, StoredQueryArguments arguments) =>
        query.ById(arguments, FolderEntryUuid, FolderUniqueId);

    public static SqlText BySubmissionSetId(this SqlText query, StoredQueryArguments arguments) =>
        query.ById(arguments, SubmissionSetEntryUuid, SubmissionSetUniqueId);

    private static SqlText ById(
        this SqlText query, StoredQueryArguments arguments, string entryUuid, string uniqueId) =>
        arguments.GetEntryUuids(entryUuid) is { Count: > 0 } uuids
            ? query.AppendIn("o.entry_uuid", [.. uuids.Select(UuidBlob.Of)])
            : query.AppendIn("o.unique_id", arguments.GetStrings(uniqueId));
}
