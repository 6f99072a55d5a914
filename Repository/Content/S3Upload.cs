using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Security.Cryptography;
using Amazon.S3.Model;

namespace XdsDmp.Repository.Content;

/// <summary>
/// One document on its way to the S3 server: by one request when it fits into a part, else part by part while it
/// arrives. What the server says it holds is compared with what was sent; it is never taken at its word.
/// </summary>
internal sealed class S3Upload(S3Connection s3, string key) : IDisposable
{
    /// <summary>Most documents fit; a larger one gets a buffer of the size of a part.</summary>
    private const int SmallBytes = 128 * 1024;

    private readonly IncrementalHash? _sha256 =
        s3.Options.Verify == S3Verify.ReadBack ? IncrementalHash.CreateHash(HashAlgorithmName.SHA256) : null;

    private readonly IncrementalHash _md5 = NewMd5();

    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(SmallBytes);
    private int _filled;
    private long _size;

    /// <summary>There was an object of this name before: it is not ours to delete.</summary>
    public bool IsTaken { get; private set; }

    /// <summary>
    /// 1. the first part into memory  2. the object, or part by part  3. what does the server say it holds?
    /// </summary>
    public async Task WriteAsync(Stream octets, CancellationToken cancel)
    {
        await FillAsync(octets, cancel);
        var etags = _filled < s3.Options.PartBytes ? await PutAsync(cancel) : await PutPartsAsync(octets, cancel);
        await VerifyAsync(etags, cancel);
    }

    public void Dispose()
    {
        _md5.Dispose();
        ArrayPool<byte>.Shared.Return(_buffer);
        _sha256?.Dispose();
    }

    /// <returns>The ETags that the object may have.</returns>
    private async Task<string[]> PutAsync(CancellationToken cancel)
    {
        var md5 = Md5OfBuffer();
        var request = new PutObjectRequest
        {
            BucketName = s3.Bucket,
            Key = s3.NameOf(key),
            InputStream = Buffered(),
            AutoCloseStream = false,
            ContentType = "application/octet-stream",
            UseChunkEncoding = s3.Options.PayloadSigning == S3PayloadSigning.Chunked,
            DisablePayloadSigning = s3.Options.PayloadSigning == S3PayloadSigning.None,
            MD5Digest = s3.Options.ContentMd5 ? Convert.ToBase64String(md5) : null,
            IfNoneMatch = s3.Options.ConditionalWrites ? "*" : null,
        };
        var answer = await NewAsync(
            () => s3.CallAsync("write a document", (client, limit) => client.PutObjectAsync(request, limit), cancel));
        return Compared(answer?.ETag, "the object", Convert.ToHexStringLower(md5));
    }

    /// <inheritdoc cref="PutAsync"/>
    private async Task<string[]> PutPartsAsync(Stream octets, CancellationToken cancel)
    {
        var started = await s3.CallAsync(
            "begin an upload in parts",
            (client, limit) => client.InitiateMultipartUploadAsync(
                new InitiateMultipartUploadRequest
                {
                    BucketName = s3.Bucket,
                    Key = s3.NameOf(key),
                    ContentType = "application/octet-stream",
                },
                limit),
            cancel);
        try
        {
            return await PutPartsAsync(octets, started.UploadId, cancel);
        }
        catch
        {
            await AbortAsync(started.UploadId);
            throw;
        }
    }

    private async Task<string[]> PutPartsAsync(Stream octets, string upload, CancellationToken cancel)
    {
        var parts = new List<PartETag>();
        using var ofParts = NewMd5();
        while (_filled > 0)
        {
            var md5 = Md5OfBuffer();
            ofParts.AppendData(md5);
            _md5.AppendData(_buffer, 0, _filled);
            parts.Add(new PartETag(parts.Count + 1, await PutPartAsync(upload, parts.Count + 1, md5, cancel)));
            _filled = 0;
            await FillAsync(octets, cancel);
        }

        var request = new CompleteMultipartUploadRequest
        {
            BucketName = s3.Bucket,
            Key = s3.NameOf(key),
            UploadId = upload,
            PartETags = parts,
            IfNoneMatch = s3.Options.ConditionalWrites ? "*" : null,
        };
        var answer = await NewAsync(() => s3.CallAsync(
            "end an upload in parts", (client, limit) => client.CompleteMultipartUploadAsync(request, limit), cancel));

        // The MD5 of the parts' MD5s and their number, as AWS has it; simple servers give the MD5 of the whole.
        return Compared(
            answer?.ETag, "the object", $"{Convert.ToHexStringLower(ofParts.GetHashAndReset())}-{parts.Count}",
            Convert.ToHexStringLower(_md5.GetHashAndReset()));
    }

    private async Task<string> PutPartAsync(string upload, int number, byte[] md5, CancellationToken cancel)
    {
        var answer = await s3.CallAsync(
            "write a part of a document",
            (client, limit) => client.UploadPartAsync(
                new UploadPartRequest
                {
                    BucketName = s3.Bucket,
                    Key = s3.NameOf(key),
                    UploadId = upload,
                    PartNumber = number,
                    InputStream = Buffered(),
                    PartSize = _filled,
                    UseChunkEncoding = s3.Options.PayloadSigning == S3PayloadSigning.Chunked,
                    DisablePayloadSigning = s3.Options.PayloadSigning == S3PayloadSigning.None,
                    MD5Digest = s3.Options.ContentMd5 ? Convert.ToBase64String(md5) : null,
                },
                limit),
            cancel);
        Compared(answer.ETag, $"part {number}", Convert.ToHexStringLower(md5));
        return answer.ETag;
    }

    /// <summary>
    /// A request that the SDK repeats, its answer having been lost, meets the object that it made itself; so the
    /// comparison decides whether one that is there already is ours.
    /// </summary>
    private async Task<T?> NewAsync<T>(Func<Task<T>> write)
        where T : class
    {
        try
        {
            return await write();
        }
        catch (S3FailureException there) when (there.Status == HttpStatusCode.PreconditionFailed)
        {
            IsTaken = true;
            return null;
        }
    }

    private async Task VerifyAsync(string[] etags, CancellationToken cancel)
    {
        var held = await s3.CallAsync(
            "say what it holds",
            (client, limit) => client.GetObjectMetadataAsync(s3.Bucket, s3.NameOf(key), limit), cancel);
        if (held.ContentLength != _size)
        {
            throw Differs($"the object has {held.ContentLength} octets, {_size} were sent");
        }

        Compared(held.ETag, "the object", etags);
        if (_sha256 is not null)
        {
            await ReadBackAsync(_sha256.GetHashAndReset(), held.ETag, cancel);
        }

        IsTaken = false;
    }

    private async Task ReadBackAsync(byte[] sent, string etag, CancellationToken cancel)
    {
        using var held = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using var content = new S3Content(s3, key, _size, etag);
        long at = 0;
        int read;
        while ((read = await content.ReadAsync(_buffer, at, cancel)) > 0)
        {
            held.AppendData(_buffer, 0, read);
            at += read;
        }

        var sha256 = held.GetHashAndReset();
        if (!sha256.AsSpan().SequenceEqual(sent))
        {
            throw Differs(
                $"the object has the SHA-256 {Convert.ToHexStringLower(sha256)}, what was sent has "
                + Convert.ToHexStringLower(sent));
        }
    }

    /// <param name="etag">Null: of an answer that never came.</param>
    /// <param name="what">Whose it is.</param>
    /// <param name="md5s">What it may be.</param>
    /// <returns>The latter.</returns>
    private string[] Compared(string? etag, string what, params string[] md5s) =>
        etag is null || s3.Options.Verify != S3Verify.ETag || md5s.Contains(etag.Trim('"').ToLowerInvariant())
            ? md5s
            : throw Differs(
                $"{what} has the ETag {etag.Trim('"')}, what was sent has the MD5 {md5s[0]}",
                or: ", or its ETag is no MD5, as with encryption by keys of its own "
                    + "(Repository:S3:Verify=ReadBack helps)");

    private static IOException Differs(string how, string? or = null) => new(
        $"the S3 server holds something else than it was sent: {how}. It may have altered the octets, as servers do "
        + $"that do not understand signed chunks (Repository:S3:PayloadSigning=Whole helps){or}");

    /// <summary>Until there is a part's worth of octets, or no more; what is there already stays.</summary>
    private async Task FillAsync(Stream octets, CancellationToken cancel)
    {
        while (true)
        {
            var most = Math.Min(_buffer.Length, s3.Options.PartBytes) - _filled;
            var read = await octets.ReadAtLeastAsync(
                _buffer.AsMemory(_filled, most), most, throwOnEndOfStream: false, cancel);
            _sha256?.AppendData(_buffer, _filled, read);
            _filled += read;
            _size += read;
            if (read < most || _filled == s3.Options.PartBytes)
            {
                return;
            }

            Grow();
        }
    }

    private void Grow()
    {
        var larger = ArrayPool<byte>.Shared.Rent(s3.Options.PartBytes);
        _buffer.AsSpan(0, _filled).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }

    private MemoryStream Buffered() => new(_buffer, 0, _filled, writable: false);

    [SuppressMessage("Security", "CA5351", Justification = "S3 names what it holds by MD5; trust rests on SHA-256.")]
    private byte[] Md5OfBuffer() => MD5.HashData(_buffer.AsSpan(0, _filled));

    [SuppressMessage("Security", "CA5351", Justification = "As above.")]
    private static IncrementalHash NewMd5() => IncrementalHash.CreateHash(HashAlgorithmName.MD5);

    /// <summary>What cannot be aborted now is when the key is removed.</summary>
    private async Task AbortAsync(string upload)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(s3.Options.TimeoutSeconds));
        try
        {
            await s3.CallAsync(
                "abort an upload in parts",
                (client, limit) => client.AbortMultipartUploadAsync(s3.Bucket, s3.NameOf(key), upload, limit),
                patience.Token);
        }
        catch (Exception later) when (later is IOException or OperationCanceledException)
        {
            // The failure that led here is the one to tell.
        }
    }
}
