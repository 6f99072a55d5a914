using XdsDmp.Metadata.Queries;
using XdsDmp.Registry.Storage;
using XdsDmp.Sql;
using static XdsDmp.Metadata.Queries.ParameterNames;

namespace XdsDmp.Registry.StoredQueries;

/// <summary>Objects by one of their ids: each Get query takes an entryUUID or a uniqueId.</summary>
internal static class IdConditions
{
    public static SqlText ByDocumentEntryId(this SqlText query, StoredQueryArguments arguments) =>
        query.ById(arguments, DocumentEntryEntryUuid, DocumentEntryUniqueId);

    public static SqlText ByFolderId(this SqlText query, StoredQueryArguments arguments) =>
        query.ById(arguments, FolderEntryUuid, FolderUniqueId);

    public static SqlText BySubmissionSetId(this SqlText query, StoredQueryArguments arguments) =>
        query.ById(arguments, SubmissionSetEntryUuid, SubmissionSetUniqueId);

    /// <summary>All versions: the first has the logical id for its own, the others refer to it.</summary>
    public static SqlText ByLogicalId(this SqlText query, StoredQueryArguments arguments, string logicalId)
    {
        byte[][] ids = [.. arguments.GetEntryUuids(logicalId).Select(UuidBlob.Of)];
        return query.AppendIn("AND (o.entry_uuid", ids).Append("AND o.version = 1")
            .AppendIn("OR o.logical_id", ids).Append("AND o.version > 1)");
    }

    private static SqlText ById(
        this SqlText query, StoredQueryArguments arguments, string entryUuid, string uniqueId) =>
        arguments.Has(entryUuid)
            ? query.AppendIn("AND o.entry_uuid", [.. arguments.GetEntryUuids(entryUuid).Select(UuidBlob.Of)])
            : query.AppendIn("AND o.unique_id", arguments.GetStrings(uniqueId));
}
