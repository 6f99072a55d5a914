using XdsDmp.Repository.Content;
using XdsDmp.Sql;

namespace XdsDmp.Repository.Storage;

/// <summary>
/// The end of an open submission: its documents become visible, or vanish. The database decides; the files follow when
/// it has committed, and a start-up sweep repeats what a crash prevented.
/// </summary>
internal static class Settlement
{
    /// <summary>False: somebody else has settled this intent meanwhile.</summary>
    public static bool Publish(WriteSession session, long intent, IContentStore content) =>
        Settle(session, intent, content, _ => true);

    public static bool Remove(WriteSession session, long intent, IContentStore content) =>
        Settle(session, intent, content, _ => false);

    /// <summary>
    /// Publishes the documents that <paramref name="isRegistered"/> says the registry has, removes the others.
    /// </summary>
    public static bool Settle(
        WriteSession session, long intent, IContentStore content, Func<StoredDocument, bool> isRegistered)
    {
        if (DocumentStore.FindIntent(session, intent) is null)
        {
            return false;
        }

        foreach (var document in DocumentStore.DocumentsOf(session, intent))
        {
            // The same bytes may have been published by another submission: one copy is enough.
            if (isRegistered(document) && DocumentStore.Publish(session, document))
            {
                session.OnCommit(() => Follow(() => content.Publish(document.ContentKey)));
            }
            else
            {
                DocumentStore.Remove(session, document);
                session.OnCommit(() => Follow(() => content.Remove(document.ContentKey)));
            }
        }

        return DocumentStore.RemoveIntent(session, intent);
    }

    /// <summary>A file that cannot follow now is found where it is, and follows at the next start.</summary>
    private static void Follow(Action move)
    {
        try
        {
            move();
        }
        catch (Exception later) when (later is IOException or UnauthorizedAccessException)
        {
            // The outcome is decided and durable: the caller must not be told otherwise.
        }
    }
}
