using System.Runtime.CompilerServices;
using Amazon.S3.Model;

namespace XdsDmp.Repository.Content;

/// <summary>
/// Documents as objects of an S3-compatible server, one each, named by their key. The server knows no difference
/// between staged and published: which keys are staged is announced, durably, before their first octet leaves.
/// </summary>
/// <param name="s3">The bucket.</param>
/// <param name="staged">Remembers keys whose octets no document owns yet; null: nobody has to.</param>
internal sealed class S3ContentStore(S3Connection s3, StagedKeys? staged) : IContentStore, IDisposable
{
    private readonly S3Removal _removal = new(s3);

    public async ValueTask WriteAsync(string key, Stream octets, CancellationToken cancel)
    {
        using var upload = new S3Upload(s3, key);
        if (!s3.Options.ConditionalWrites && await s3.HeadAsync(key, cancel) is not null)
        {
            throw Taken(key);
        }

        await AnnounceAsync(key);
        try
        {
            await upload.WriteAsync(octets, cancel);
        }
        catch when (!upload.IsTaken)
        {
            await TryRemoveAsync(key);
            throw;
        }
        catch (IOException)
        {
            throw Taken(key);
        }
    }

    /// <summary>Nothing has to move: from now on a document owns it.</summary>
    public async ValueTask PublishAsync(string key, CancellationToken cancel) => await ForgetAsync(key);

    public async ValueTask RemoveAsync(string key, CancellationToken cancel)
    {
        await _removal.RemoveAsync(key, cancel);
        await ForgetAsync(key);
    }

    public async ValueTask<IContent?> OpenAsync(string key, CancellationToken cancel) =>
        await s3.HeadAsync(key, cancel) is { } held ? new S3Content(s3, key, held.ContentLength, held.ETag) : null;

    public IAsyncEnumerable<StagedKey> StagedAsync(CancellationToken cancel) =>
        (staged?.All ?? []).ToAsyncEnumerable();

    /// <summary>Uploads that never ended, too: they hold octets.</summary>
    public async IAsyncEnumerable<StoredContent> ListAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        var request = new ListObjectsV2Request { BucketName = s3.Bucket, Prefix = s3.Options.Prefix };
        do
        {
            var page = await s3.CallAsync(
                "list what it holds", (client, limit) => client.ListObjectsV2Async(request, limit), cancel);
            foreach (var held in page.S3Objects ?? [])
            {
                if (s3.KeyOf(held.Key) is { } key)
                {
                    yield return new StoredContent(key, held.Size ?? 0, IsStaged: false);
                }
            }

            request.ContinuationToken = page.IsTruncated == true ? page.NextContinuationToken : null;
        }
        while (request.ContinuationToken is not null);

        await foreach (var upload in _removal.UnfinishedAsync(s3.Options.Prefix, cancel))
        {
            if (s3.KeyOf(upload.Key) is { } key)
            {
                yield return new StoredContent(key, 0, IsStaged: true);
            }
        }
    }

    public async ValueTask<StoreHealth> CheckAsync(CancellationToken cancel)
    {
        try
        {
            await s3.ProveBucketAsync(cancel);
            return new StoreHealth(null, null);
        }
        catch (IOException trouble)
        {
            return new StoreHealth(null, trouble.Message);
        }
    }

    public void Dispose() => s3.Dispose();

    /// <summary>What cannot be removed now stays announced, and is removed at the next start.</summary>
    private async Task TryRemoveAsync(string key)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(s3.Options.TimeoutSeconds));
        try
        {
            await RemoveAsync(key, patience.Token);
        }
        catch (Exception later) when (later is IOException or OperationCanceledException)
        {
            // The failure that led here is the one to tell.
        }
    }

    private Task AnnounceAsync(string key) => staged?.AddAsync(key) ?? Task.CompletedTask;

    private Task ForgetAsync(string key) => staged?.ForgetAsync(key) ?? Task.CompletedTask;

    private static IOException Taken(string key) => new($"there is content under the key {key} already");
}
