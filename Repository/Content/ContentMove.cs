namespace XdsDmp.Repository.Content;

/// <summary>
/// What is left to do in the content store when the database has decided. It may fail: the outcome is durable, and what
/// did not follow now is found where it is and follows later.
/// </summary>
internal sealed record ContentMove(string Key, bool IsRemoval)
{
    public static ContentMove Publication(string key) => new(key, IsRemoval: false);

    public static ContentMove Removal(string key) => new(key, IsRemoval: true);

    /// <summary>True when it is done. Whoever asked for it may have gone: that does not stop it.</summary>
    public async ValueTask<bool> FollowAsync(ContentVault vault)
    {
        try
        {
            await (IsRemoval
                ? vault.RemoveAsync(Key, CancellationToken.None)
                : vault.PublishAsync(Key, CancellationToken.None));
            return true;
        }
        catch (Exception later) when (later is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
