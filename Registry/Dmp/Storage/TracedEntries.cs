using XdsDmp.Registry.Storage;
using XdsDmp.Sql;

namespace XdsDmp.Registry.Dmp.Storage;

/// <summary>What the identifiers that audit events name stand for in this registry.</summary>
internal static class TracedEntries
{
    /// <summary>Versions of more than this are not looked at.</summary>
    private const int MaxVersions = 100;

    /// <summary>All versions of the entry of a document.</summary>
    public static IReadOnlyList<EntryRow> OfDocument(ReadSession session, string uniqueId) => session.All(
        $"""
        SELECT {RegisteredObject.ColumnsWithoutFragment}, {EntryRow.Columns}
        FROM registry_object o JOIN document_entry d ON d.object_id = o.id
        WHERE o.unique_id = @uniqueId ORDER BY o.id DESC LIMIT @limit
        """,
        EntryRow.Read, uniqueId, MaxVersions);

    /// <summary>The entries that a submission set has brought.</summary>
    public static IReadOnlyList<EntryRow> OfSubmissionSet(ReadSession session, string uniqueId) =>
        session.First<long?>(
            "SELECT o.id FROM registry_object o JOIN submission_set s ON s.object_id = o.id WHERE o.unique_id = @id",
            row => row.GetInt64(0), uniqueId) is { } set
            ? EntryFacts.MembersOf(session, set)
            : [];
}
