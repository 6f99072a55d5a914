using System.Net;
using Amazon.S3.Model;

namespace XdsDmp.Repository.Content;

/// <summary>
/// Deletes an object so that nothing of it stays: where the bucket keeps versions, all of them and the mark that says
/// deleted; uploads in parts that never ended.
/// </summary>
internal sealed class S3Removal(S3Connection s3)
{
    /// <summary>A listing may lag behind: the object itself is asked whether it has gone.</summary>
    private const int MostRounds = 4;

    public async Task RemoveAsync(string key, CancellationToken cancel)
    {
        await foreach (var upload in UnfinishedAsync(s3.NameOf(key), cancel))
        {
            if (upload.Key == s3.NameOf(key))
            {
                await AbortAsync(upload, cancel);
            }
        }

        for (var round = 0; round < MostRounds; round++)
        {
            await RemoveVersionsAsync(key, cancel);
            if (await s3.HeadAsync(key, cancel) is null)
            {
                return;
            }

            await DeleteAsync(key, version: null, cancel);
        }

        throw new IOException($"the S3 server still has the object {s3.NameOf(key)}, which it was asked to delete");
    }

    /// <summary>Uploads of names that begin so; none where the server cannot list them.</summary>
    public async IAsyncEnumerable<MultipartUpload> UnfinishedAsync(
        string prefix, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        var request = new ListMultipartUploadsRequest { BucketName = s3.Bucket, Prefix = prefix };
        while (true)
        {
            var page = await ListedAsync(request, cancel);
            foreach (var upload in page?.MultipartUploads ?? [])
            {
                yield return upload;
            }

            if (page?.IsTruncated != true)
            {
                yield break;
            }

            request.KeyMarker = page.NextKeyMarker;
            request.UploadIdMarker = page.NextUploadIdMarker;
        }
    }

    private async Task<ListMultipartUploadsResponse?> ListedAsync(
        ListMultipartUploadsRequest request, CancellationToken cancel)
    {
        try
        {
            return await s3.CallAsync(
                "list uploads in parts", (client, limit) => client.ListMultipartUploadsAsync(request, limit), cancel);
        }
        catch (S3FailureException simple) when (simple.IsNotImplemented)
        {
            return null;
        }
    }

    private async Task AbortAsync(MultipartUpload upload, CancellationToken cancel)
    {
        try
        {
            await s3.CallAsync(
                "abort an upload in parts",
                (client, limit) => client.AbortMultipartUploadAsync(s3.Bucket, upload.Key, upload.UploadId, limit),
                cancel);
        }
        catch (S3FailureException gone) when (gone.Status == HttpStatusCode.NotFound && gone.Code != "NoSuchBucket")
        {
            // Somebody else was quicker, or it has ended.
        }
    }

    private async Task DeleteAsync(string key, string? version, CancellationToken cancel)
    {
        try
        {
            await s3.CallAsync(
                "delete a document",
                (client, limit) => client.DeleteObjectAsync(s3.Bucket, s3.NameOf(key), version, limit), cancel);
        }
        catch (S3FailureException gone) when (gone.Code is "NoSuchKey" or "NoSuchVersion")
        {
            // Somebody else was quicker.
        }
    }

    /// <summary>The marks that say deleted are versions as well.</summary>
    private async Task RemoveVersionsAsync(string key, CancellationToken cancel)
    {
        var request = new ListVersionsRequest { BucketName = s3.Bucket, Prefix = s3.NameOf(key) };
        ListVersionsResponse? page;
        do
        {
            page = await ListedAsync(request, cancel);
            foreach (var version in (page?.Versions ?? []).Where(version => version.Key == s3.NameOf(key)))
            {
                // The version of a bucket that has never kept any is called null.
                await DeleteAsync(key, version.VersionId is "null" ? null : version.VersionId, cancel);
            }

            request.KeyMarker = page?.NextKeyMarker;
            request.VersionIdMarker = page?.NextVersionIdMarker;
        }
        while (page?.IsTruncated == true);
    }

    private async Task<ListVersionsResponse?> ListedAsync(ListVersionsRequest request, CancellationToken cancel)
    {
        try
        {
            return await s3.CallAsync(
                "list versions", (client, limit) => client.ListVersionsAsync(request, limit), cancel);
        }
        catch (S3FailureException simple) when (simple.IsNotImplemented)
        {
            return null;
        }
    }
}
