using XdsDmp.Repository.Content;
using XdsDmp.Sql;

namespace XdsDmp.Repository.Storage;

/// <summary>
/// The end of an open submission: its documents become visible, or vanish. The database decides; the octets follow when
/// it has committed.
/// </summary>
internal static class Settlement
{
    /// <summary>Whose uniqueIds they are, and whose the intent is: that is decided by one at a time.</summary>
    public static WriteKeys KeysOf(long intent, IEnumerable<string> uniqueIds) =>
        WriteKeys.Of("document", uniqueIds).And("intent", $"{intent}");

    public static Settled Publish(WriteSession session, long intent, long now) =>
        Settle(session, intent, _ => true, now);

    public static Settled Remove(WriteSession session, long intent, long now) =>
        Settle(session, intent, _ => false, now);

    /// <summary>
    /// Publishes the documents that <paramref name="isRegistered"/> says the registry has, removes the others.
    /// </summary>
    public static Settled Settle(WriteSession session, long intent, Func<StoredDocument, bool> isRegistered, long now)
    {
        if (DocumentStore.FindIntent(session, intent) is null)
        {
            return Settled.Before;
        }

        var moves = new List<ContentMove>();
        foreach (var document in DocumentStore.DocumentsOf(session, intent))
        {
            // The same bytes may have been published by another submission: one copy is enough.
            if (isRegistered(document) && DocumentStore.Publish(session, document))
            {
                moves.Add(ContentMove.Publication(document.Content.Key));
            }
            else
            {
                moves.Add(Remove(session, document, now));
            }
        }

        return new Settled(DocumentStore.RemoveIntent(session, intent), moves);
    }

    /// <summary>The document is none any more; its octets are on the list of what is to be deleted.</summary>
    public static ContentMove Remove(WriteSession session, StoredDocument document, long now)
    {
        DocumentStore.Remove(session, document);
        LooseContent.Add(session, document.Content.Key, now);
        return ContentMove.Removal(document.Content.Key);
    }

    /// <summary>
    /// The octets follow. What cannot now is done by the next sweep (<see cref="Integrity.ContentSweeper"/>).
    /// </summary>
    public static Task FollowAsync(RepositoryNode repository, IReadOnlyList<ContentMove> moves) =>
        FollowAsync(repository.Content, repository.Writer, moves);

    /// <summary>The same beside a service, or without one.</summary>
    public static async Task FollowAsync(
        ContentVault content, GroupCommitWriter writer, IReadOnlyList<ContentMove> moves)
    {
        var removed = new List<string>();
        foreach (var move in moves)
        {
            if (await move.FollowAsync(content) && move.IsRemoval)
            {
                removed.Add(move.Key);
            }
        }

        if (removed.Count > 0)
        {
            await writer.WriteAsync(session => LooseContent.Forget(session, removed), WriteKeys.None);
        }
    }
}

/// <param name="IsDone">False: somebody else has settled this intent meanwhile.</param>
/// <param name="Moves">What the octets have to follow.</param>
internal sealed record Settled(bool IsDone, IReadOnlyList<ContentMove> Moves)
{
    public static Settled Before { get; } = new(false, []);
}
