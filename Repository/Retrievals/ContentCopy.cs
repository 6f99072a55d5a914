using System.Buffers;
using System.IO.Pipelines;
using System.Security.Cryptography;
using XdsDmp.Repository.Content;
using XdsDmp.Repository.Integrity;

namespace XdsDmp.Repository.Retrievals;

/// <summary>Octets from the content store to the wire, in constant memory.</summary>
internal static class ContentCopy
{
    private const int BufferBytes = 256 * 1024;

    /// <summary>
    /// Copies the whole document and compares it with its hash; throws when it is not the one that was stored, so that
    /// the answer breaks off instead of being wrong. While a piece is encrypted and sent, the next one is read and
    /// hashed on another thread.
    /// </summary>
    /// <exception cref="ContentDamagedException">These are not the octets that were stored.</exception>
    public static async ValueTask CopyAsync(
        ContentVault vault, ContentReference document, PipeWriter output, CancellationToken cancel)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using var content = await vault.OpenAsync(document, cancel);
        var buffer = ArrayPool<byte>.Shared.Rent((int)Math.Min(document.Size, BufferBytes));
        try
        {
            var next = ReadPieceAsync(content, document, 0, buffer, hash, cancel);
            for (long sent = 0; sent < document.Size;)
            {
                var read = await next;
                buffer.AsSpan(0, read).CopyTo(output.GetSpan(read));
                output.Advance(read);
                sent += read;
                var offset = sent;
                next = offset < document.Size
                    ? Task.Run(() => ReadPieceAsync(content, document, offset, buffer, hash, cancel), cancel)
                    : Task.FromResult(0);
                await FlushAsync(output, next, cancel);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Nobody may still read into memory that is given back.</summary>
    private static async Task FlushAsync(PipeWriter output, Task next, CancellationToken cancel)
    {
        try
        {
            var result = await output.FlushAsync(cancel);
            if (result.IsCompleted || result.IsCanceled)
            {
                throw new IOException("the caller has stopped reading");
            }
        }
        catch
        {
            await next.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw;
        }
    }

    /// <summary>The last piece is given only if all of them are what was stored.</summary>
    private static async Task<int> ReadPieceAsync(
        IContent content, ContentReference document, long offset, byte[] buffer, IncrementalHash hash,
        CancellationToken cancel)
    {
        var wanted = (int)Math.Min(buffer.Length, document.Size - offset);
        var read = NotEnded(await content.ReadAsync(buffer.AsMemory(0, wanted), offset, cancel), document);
        hash.AppendData(buffer, 0, read);
        if (offset + read == document.Size)
        {
            ContentVerifier.Compare(hash, document);
        }

        return read;
    }

    /// <summary>A small document as a whole.</summary>
    /// <exception cref="ContentDamagedException">These are not the octets that were stored.</exception>
    public static async ValueTask<byte[]> ReadAsync(
        ContentVault vault, ContentReference document, CancellationToken cancel)
    {
        await using var content = await vault.OpenAsync(document, cancel);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var octets = new byte[document.Size];
        for (var offset = 0; offset < octets.Length;)
        {
            offset += NotEnded(await content.ReadAsync(octets.AsMemory(offset), offset, cancel), document);
        }

        hash.AppendData(octets);
        ContentVerifier.Compare(hash, document);
        return octets;
    }

    private static int NotEnded(int read, ContentReference document) =>
        read > 0 ? read : throw new ContentDamagedException($"content {document.Key} ends early");
}
