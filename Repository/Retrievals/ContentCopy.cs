using System.IO.Pipelines;
using XdsDmp.Repository.Content;
using XdsDmp.Repository.Storage;

namespace XdsDmp.Repository.Retrievals;

/// <summary>Bytes from the content store to the wire, in constant memory.</summary>
internal static class ContentCopy
{
    private const int BufferBytes = 256 * 1024;

    /// <summary>
    /// Copies the whole document; throws when it ends early, so that the answer breaks off instead of being short.
    /// </summary>
    public static async ValueTask CopyAsync(
        IContentStore store, StoredDocument document, PipeWriter output, CancellationToken cancel)
    {
        using var content = Open(store, document.ContentKey);
        for (long offset = 0; offset < document.Size;)
        {
            var read = await content.ReadAsync(output.GetMemory(BufferBytes), offset, cancel);
            output.Advance(NotEnded(read, document.ContentKey));
            offset += read;
            var result = await output.FlushAsync(cancel);
            if (result.IsCompleted || result.IsCanceled)
            {
                throw new IOException("the caller has stopped reading");
            }
        }
    }

    /// <summary>A small document as a whole.</summary>
    public static ValueTask<byte[]> ReadAsync(IContentStore store, StoredDocument document, CancellationToken cancel) =>
        ReadAsync(store, document.ContentKey, document.Size, cancel);

    /// <summary>Content that may only be staged yet.</summary>
    public static async ValueTask<byte[]> ReadAsync(
        IContentStore store, string key, long size, CancellationToken cancel)
    {
        using var content = Open(store, key);
        var bytes = new byte[size];
        for (var offset = 0; offset < bytes.Length;)
        {
            offset += NotEnded(await content.ReadAsync(bytes.AsMemory(offset), offset, cancel), key);
        }

        return bytes;
    }

    private static IContent Open(IContentStore store, string key) =>
        store.Open(key) ?? throw new IOException($"content {key} is gone");

    private static int NotEnded(int read, string key) =>
        read > 0 ? read : throw new EndOfStreamException($"content {key} ends early");
}
