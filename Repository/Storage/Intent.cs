using System.Data.Common;

namespace XdsDmp.Repository.Storage;

/// <summary>A submission whose fate is open.</summary>
/// <param name="Key">The row.</param>
/// <param name="CreatedAt">Since when (seconds since 1970).</param>
/// <param name="SubmissionSetUniqueId">What to ask the registry for; empty when the submission had none.</param>
/// <param name="Exchange">The message it came with; null for one without MessageID.</param>
internal sealed record Intent(long Key, long CreatedAt, string SubmissionSetUniqueId, ExchangeKey? Exchange)
{
    /// <summary>Columns in the order that <see cref="Read"/> expects.</summary>
    public const string Columns = "id, created_at, submission_set_unique_id, sender, message_id, digest";

    public static Intent Read(DbDataReader row) => new(
        row.GetInt64(0), row.GetInt64(1), row.GetString(2),
        row.IsDBNull(4) ? null : new ExchangeKey(
            row.GetFieldValue<byte[]>(3), row.GetString(4), row.GetFieldValue<byte[]>(5)));
}
