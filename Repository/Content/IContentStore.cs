namespace XdsDmp.Repository.Content;

/// <summary>
/// Where octets live: on a disk, in the database, in an S3 bucket. It knows keys and octets, nothing of documents. A
/// key is 32 random hexadecimal digits, written once and never overwritten: staged and durable first, then published
/// (or removed) when the registry has spoken. Both states can be read by key. Trouble of the store itself is an
/// <see cref="IOException"/>, never an absence.
/// </summary>
public interface IContentStore
{
    /// <summary>
    /// Writes all of <paramref name="octets"/>. When this returns, they survive a power failure. If anything fails,
    /// the stream included, nothing stays behind but what <see cref="StagedAsync"/> lists after a restart.
    /// </summary>
    /// <exception cref="ContentSpaceException">There is no room.</exception>
    ValueTask WriteAsync(string key, Stream octets, CancellationToken cancel);

    /// <summary>Moves staged content to its place. Idempotent.</summary>
    ValueTask PublishAsync(string key, CancellationToken cancel);

    /// <summary>Deletes the octets, and what is left of an unfinished write. Idempotent.</summary>
    ValueTask RemoveAsync(string key, CancellationToken cancel);

    /// <summary>Opens content for reading, staged or published; null when there is none under this key.</summary>
    ValueTask<IContent?> OpenAsync(string key, CancellationToken cancel);

    /// <summary>What is staged, or being written: among it what a crash left without an owner.</summary>
    IAsyncEnumerable<StagedKey> StagedAsync(CancellationToken cancel);

    /// <summary>All that is there, in no order.</summary>
    IAsyncEnumerable<StoredContent> ListAsync(CancellationToken cancel);

    /// <summary>How the store is, for those who watch the service.</summary>
    ValueTask<StoreHealth> CheckAsync(CancellationToken cancel);
}

/// <summary>Open content.</summary>
public interface IContent : IAsyncDisposable
{
    /// <summary>Octets.</summary>
    long Size { get; }

    /// <summary>Reads at an offset, mostly where the last read ended; 0 at the end.</summary>
    ValueTask<int> ReadAsync(Memory<byte> buffer, long offset, CancellationToken cancel);
}

/// <summary>What a store holds under a key.</summary>
/// <param name="Key">32 hexadecimal digits.</param>
/// <param name="Size">Octets, as stored.</param>
/// <param name="IsStaged">Not published yet, where the store tells these apart.</param>
public sealed record StoredContent(string Key, long Size, bool IsStaged);

/// <summary>What is staged, or being written.</summary>
/// <param name="Key">32 hexadecimal digits.</param>
/// <param name="Since">When it was written last, or first.</param>
public sealed record StagedKey(string Key, DateTimeOffset Since);

/// <param name="FreeOctets">Room that is left; null: the store does not say.</param>
/// <param name="Trouble">Why it takes nothing at the moment; null: it does.</param>
public sealed record StoreHealth(long? FreeOctets, string? Trouble);
