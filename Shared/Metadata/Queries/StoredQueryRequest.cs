namespace XdsDmp.Metadata.Queries;

/// <summary>An <c>rim:AdhocQuery</c> as it was sent: nothing of it is checked yet (ITI TF-2 §3.18.4.1.2).</summary>
/// <param name="QueryId">Trimmed; lower case when it is a UUID URN.</param>
/// <param name="ReturnType">As sent; null when absent.</param>
/// <param name="HomeCommunityId"><c>@home</c>; null when absent or empty.</param>
/// <param name="Slots">In the order sent, repeated names kept apart: repetition means AND.</param>
public sealed record StoredQueryRequest(
    string QueryId, string? ReturnType, string? HomeCommunityId, IReadOnlyList<QuerySlot> Slots)
{
    public StoredQueryRequest(string queryId, QueryReturnType returnType, params IReadOnlyList<QuerySlot> slots)
        : this(queryId, returnType.ToString(), null, slots)
    {
    }
}
