using System.IO.Pipelines;
using XdsDmp.Repository.Content;
using XdsDmp.Repository.Integrity;

namespace XdsDmp.Repository.Retrievals;

/// <summary>Octets from the content store to the wire, in constant memory.</summary>
internal static class ContentCopy
{
    private const int BufferBytes = 256 * 1024;

    /// <summary>
    /// Copies the whole document and compares it on the way; throws when it is not the one that was stored, so that
    /// the answer breaks off instead of being wrong.
    /// </summary>
    /// <param name="vault">Where it is.</param>
    /// <param name="document">What it should be.</param>
    /// <param name="checksum">From <see cref="RecentlyVerified"/>; null: its SHA-256 is compared.</param>
    /// <param name="output">Where it goes.</param>
    /// <param name="cancel">Stops it.</param>
    /// <exception cref="ContentDamagedException">These are not the octets that were stored.</exception>
    public static async ValueTask CopyAsync(
        ContentVault vault, ContentReference document, UInt128? checksum, PipeWriter output, CancellationToken cancel)
    {
        using var comparison = new ContentComparison(document, checksum);
        await using var content = await vault.OpenAsync(document, cancel);
        for (long offset = 0; offset < document.Size;)
        {
            var buffer = output.GetMemory(BufferBytes);
            var read = NotEnded(await content.ReadAsync(buffer, offset, cancel), document);
            comparison.Append(buffer.Span[..read]);
            offset += read;
            if (offset == document.Size)
            {
                comparison.Complete();
            }

            output.Advance(read);
            var result = await output.FlushAsync(cancel);
            if (result.IsCompleted || result.IsCanceled)
            {
                throw new IOException("the caller has stopped reading");
            }
        }
    }

    /// <summary>A small document as a whole.</summary>
    /// <exception cref="ContentDamagedException">These are not the octets that were stored.</exception>
    public static async ValueTask<byte[]> ReadAsync(
        ContentVault vault, ContentReference document, CancellationToken cancel)
    {
        await using var content = await vault.OpenAsync(document, cancel);
        using var comparison = new ContentComparison(document, known: null);
        var octets = new byte[document.Size];
        for (var offset = 0; offset < octets.Length;)
        {
            offset += NotEnded(await content.ReadAsync(octets.AsMemory(offset), offset, cancel), document);
        }

        comparison.Append(octets);
        comparison.Complete();
        return octets;
    }

    private static int NotEnded(int read, ContentReference document) =>
        read > 0 ? read : throw new ContentDamagedException($"content {document.Key} ends early");
}
