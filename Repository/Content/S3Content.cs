using Amazon.S3.Model;

namespace XdsDmp.Repository.Content;

/// <summary>
/// An object of the S3 server, read through one answer for as long as it is read in order. A connection that breaks is
/// made again where it broke; an object that changes meanwhile is not read further.
/// </summary>
internal sealed class S3Content(S3Connection s3, string key, long size, string etag) : IContent
{
    private GetObjectResponse? _answer;
    private long _at;

    public long Size => size;

    public async ValueTask<int> ReadAsync(Memory<byte> buffer, long offset, CancellationToken cancel)
    {
        if (offset >= size || buffer.IsEmpty)
        {
            return 0;
        }

        for (var triesLeft = s3.Options.Retries; ; triesLeft--)
        {
            try
            {
                var read = await s3.CallAsync(
                    "read a document", (_, limit) => ReadOnceAsync(buffer, offset, limit), cancel);
                _at += read;
                return read;
            }
            catch (S3FailureException broken) when (broken.Status == 0 && _answer is not null && triesLeft > 0)
            {
                Close();
            }
            catch
            {
                Close();
                throw;
            }
        }
    }

    public ValueTask DisposeAsync()
    {
        Close();
        return ValueTask.CompletedTask;
    }

    private async Task<int> ReadOnceAsync(Memory<byte> buffer, long offset, CancellationToken cancel)
    {
        if (_answer is null || _at != offset)
        {
            Close();
            _answer = await GetAsync(offset, cancel);
            _at = offset;
        }

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(TimeSpan.FromSeconds(s3.Options.TimeoutSeconds));
        var most = (int)Math.Min(buffer.Length, size - offset);
        var read = await _answer.ResponseStream.ReadAsync(buffer[..most], patience.Token);
        return read > 0 ? read : throw new IOException("the answer ended before the object did");
    }

    private async Task<GetObjectResponse> GetAsync(long offset, CancellationToken cancel)
    {
        var answer = await s3.CallAsync(
            "read a document",
            (client, limit) => client.GetObjectAsync(
                new GetObjectRequest
                {
                    BucketName = s3.Bucket,
                    Key = s3.NameOf(key),
                    ByteRange = new ByteRange(offset, size - 1),
                    EtagToMatch = etag,
                },
                limit),
            cancel);
        if (answer.ContentLength == size - offset)
        {
            return answer;
        }

        answer.Dispose();
        throw new IOException(
            $"the S3 server answers with {answer.ContentLength} octets where {size - offset} were asked for");
    }

    private void Close()
    {
        _answer?.Dispose();
        _answer = null;
    }
}
