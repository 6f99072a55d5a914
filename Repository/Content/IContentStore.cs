namespace XdsDmp.Repository.Content;

/// <summary>
/// Where document bytes live. Content is written once under a key of its own and never overwritten: staged and durable
/// first, then published (or removed) when the registry has spoken. Both states can be read by key.
/// </summary>
public interface IContentStore
{
    /// <summary>
    /// Takes a document in one pass: counts, hashes, writes. When this returns, the bytes survive a power failure. If
    /// <paramref name="content"/> fails or is cut off, nothing is left behind.
    /// </summary>
    /// <exception cref="ContentTooLargeException">The document is larger than this repository accepts.</exception>
    ValueTask<StagedContent> StageAsync(Stream content, CancellationToken cancel);

    /// <summary>Moves staged content to its place. Idempotent.</summary>
    void Publish(string key);

    /// <summary>Deletes the bytes. Idempotent.</summary>
    void Remove(string key);

    /// <summary>Opens content for reading, staged or published; null when there is none under this key.</summary>
    IContent? Open(string key);

    /// <summary>Keys that are staged, among them those that a crash left without an owner.</summary>
    IEnumerable<string> Staged();
}

/// <summary>Open content.</summary>
public interface IContent : IDisposable
{
    /// <summary>Octets.</summary>
    long Size { get; }

    /// <summary>Reads at an offset; 0 at the end.</summary>
    ValueTask<int> ReadAsync(Memory<byte> buffer, long offset, CancellationToken cancel);
}
