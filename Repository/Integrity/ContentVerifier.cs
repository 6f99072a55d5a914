using System.Buffers;
using XdsDmp.Repository.Content;

namespace XdsDmp.Repository.Integrity;

/// <summary>Compares what the content store gives with what was stored.</summary>
internal static class ContentVerifier
{
    private const int BufferBytes = 128 * 1024;

    /// <summary>Reads all of it; gives the checksum by which it may be compared again.</summary>
    /// <param name="vault">Where it is.</param>
    /// <param name="document">What it should be.</param>
    /// <param name="cancel">Stops it.</param>
    /// <param name="pace">Told the octets of each read; may take its time.</param>
    /// <exception cref="ContentDamagedException">It is not there, or not what was stored.</exception>
    /// <exception cref="IOException">The store cannot tell at the moment.</exception>
    public static async Task<UInt128> VerifyAsync(
        ContentVault vault, ContentReference document, CancellationToken cancel,
        Func<int, CancellationToken, Task>? pace = null)
    {
        using var comparison = new ContentComparison(document, known: null);
        await using var content = await vault.OpenAsync(document, cancel);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            int read;
            for (long offset = 0; (read = await content.ReadAsync(buffer, offset, cancel)) > 0; offset += read)
            {
                comparison.Append(buffer.AsSpan(0, read));
                if (pace is not null)
                {
                    await pace(read, cancel);
                }
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        comparison.Complete();
        return comparison.Checksum;
    }

    /// <summary>Looks whether it is there and as long as it should be.</summary>
    /// <exception cref="ContentDamagedException">It is not.</exception>
    /// <exception cref="IOException">The store cannot tell at the moment.</exception>
    public static async Task OpenAsync(ContentVault vault, ContentReference document, CancellationToken cancel)
    {
        await using var content = await vault.OpenAsync(document, cancel);
    }
}
