using System.Net;
using Amazon.S3.Model;

namespace XdsDmp.Repository.Content;

/// <summary>
/// Deletes an object so that nothing of it stays: where the bucket keeps versions, all of them and the mark that says
/// deleted; uploads in parts that never ended.
/// </summary>
internal sealed class S3Removal(S3Connection s3)
{
    public async Task RemoveAsync(string key, CancellationToken cancel)
    {
        await foreach (var upload in UnfinishedAsync(s3.NameOf(key), cancel))
        {
            await AbortAsync(upload, cancel);
        }

        var answer = await DeleteAsync(key, version: null, cancel);

        // A bucket that keeps versions says so here; without that word there are none.
        if (answer is not null && (answer.DeleteMarker is "true" || !string.IsNullOrEmpty(answer.VersionId)))
        {
            await RemoveVersionsAsync(key, cancel);
        }
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

    private async Task<DeleteObjectResponse?> DeleteAsync(string key, string? version, CancellationToken cancel)
    {
        try
        {
            return await s3.CallAsync(
                "delete a document",
                (client, limit) => client.DeleteObjectAsync(s3.Bucket, s3.NameOf(key), version, limit), cancel);
        }
        catch (S3FailureException gone) when (gone.Code is "NoSuchKey" or "NoSuchVersion")
        {
            return null;
        }
    }

    private async Task RemoveVersionsAsync(string key, CancellationToken cancel)
    {
        var request = new ListVersionsRequest { BucketName = s3.Bucket, Prefix = s3.NameOf(key) };
        while (true)
        {
            var page = await s3.CallAsync(
                "list versions", (client, limit) => client.ListVersionsAsync(request, limit), cancel);
            foreach (var version in page.Versions ?? [])
            {
                await DeleteAsync(key, version.VersionId, cancel);
            }

            if (page.IsTruncated != true)
            {
                return;
            }

            request.KeyMarker = page.NextKeyMarker;
            request.VersionIdMarker = page.NextVersionIdMarker;
        }
    }
}
