using System.Net;
using System.Runtime.CompilerServices;
using Amazon.S3.Model;

namespace XdsDmp.Repository.Content;

/// <summary>
/// Documents as objects of an S3-compatible server, one each, named by their key. The server knows no difference between
/// staged and published: which keys are staged is announced, durably, before their first octet leaves.
/// </summary>
/// <param name="s3">The bucket.</param>
/// <param name="loose">Remembers keys whose octets no document owns yet.</param>
internal sealed class S3ContentStore(S3Connection s3, ILooseKeys loose) : IContentStore, IDisposable
{
    private readonly S3Removal _removal = new(s3);

    public async ValueTask WriteAsync(string key, Stream octets, CancellationToken cancel)
    {
        await loose.AnnounceAsync(key);
        using var upload = new S3Upload(s3, key);
        if (!s3.Options.ConditionalWrites && await HeadAsync(key, cancel) is not null)
        {
            throw Taken(key);
        }

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

    /// <summary>Nothing has to move.</summary>
    public ValueTask PublishAsync(string key, CancellationToken cancel) => ValueTask.CompletedTask;

    public async ValueTask RemoveAsync(string key, CancellationToken cancel) => await _removal.RemoveAsync(key, cancel);

    public async ValueTask<IContent?> OpenAsync(string key, CancellationToken cancel) =>
        await HeadAsync(key, cancel) is { } held ? new S3Content(s3, key, held.ContentLength, held.ETag) : null;

    /// <summary>None: they were announced.</summary>
    public async IAsyncEnumerable<string> StagedAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        await Task.CompletedTask;
        yield break;
    }

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
            var request = new ListObjectsV2Request { BucketName = s3.Bucket, Prefix = s3.Options.Prefix, MaxKeys = 1 };
            await s3.CallAsync(
                "list what it holds", (client, limit) => client.ListObjectsV2Async(request, limit), cancel);
            return new StoreHealth(true, "", null);
        }
        catch (IOException trouble)
        {
            return new StoreHealth(false, trouble.Message, null);
        }
    }

    public void Dispose() => s3.Dispose();

    /// <summary>Null: no such object, and the server has said so of the object, not of the bucket.</summary>
    private async Task<GetObjectMetadataResponse?> HeadAsync(string key, CancellationToken cancel)
    {
        try
        {
            return await s3.CallAsync(
                "find a document",
                (client, limit) => client.GetObjectMetadataAsync(s3.Bucket, s3.NameOf(key), limit), cancel);
        }
        catch (S3FailureException missing) when (missing.Status == HttpStatusCode.NotFound)
        {
            await ProveBucketAsync(cancel);
            return null;
        }
    }

    /// <summary>An answer to HEAD has no body to say what was not found: a bucket that is not there would make every
    /// document look absent.</summary>
    private async Task ProveBucketAsync(CancellationToken cancel)
    {
        var request = new ListObjectsV2Request { BucketName = s3.Bucket, Prefix = s3.Options.Prefix, MaxKeys = 1 };
        await s3.CallAsync("find the bucket", (client, limit) => client.ListObjectsV2Async(request, limit), cancel);
    }

    /// <summary>What cannot be removed now stays announced, and is removed at the next start.</summary>
    private async Task TryRemoveAsync(string key)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(s3.Options.TimeoutSeconds));
        try
        {
            await _removal.RemoveAsync(key, patience.Token);
            await loose.ForgetAsync(key);
        }
        catch (Exception later) when (later is IOException or OperationCanceledException)
        {
            // The failure that led here is the one to tell.
        }
    }

    private static IOException Taken(string key) => new($"there is content under the key {key} already");
}
