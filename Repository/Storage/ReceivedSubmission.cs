using System.Data.Common;
using XdsDmp.Sql;

namespace XdsDmp.Repository.Storage;

/// <summary>A row of <c>received</c>: a submission in the inbox of the Document Recipient.</summary>
/// <param name="Key">The number under which it is fetched.</param>
/// <param name="Sender">Subject of the certificate that brought it.</param>
/// <param name="Recipients">The intendedRecipient values, one a line; null: none.</param>
/// <param name="IsQueued">Its patient was not known here.</param>
/// <param name="ReceivedAt">Seconds since 1970.</param>
internal sealed record ReceivedSubmission(
    long Key, string UniqueId, string? SourceId, string Sender, string? Patient, string? Title, string? Recipients,
    bool IsQueued, long ReceivedAt)
{
    /// <summary>Columns in the order that <see cref="Read"/> expects.</summary>
    public const string Columns =
        "id, submission_set_unique_id, source_id, sender, patient, title, recipients, is_queued, received_at";

    public static ReceivedSubmission Read(DbDataReader row) => new(
        row.GetInt64(0), row.GetString(1), Text(row, 2), row.GetString(3), Text(row, 4), Text(row, 5), Text(row, 6),
        row.Flag(7), row.GetInt64(8));

    private static string? Text(DbDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.GetString(column);
}
