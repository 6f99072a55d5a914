using System.Collections.Concurrent;
using XdsDmp.Repository.Content;

namespace XdsDmp.Tests.Unit.Repository.Content;

/// <summary>A content store whose octets a test can look at, and spoil.</summary>
internal sealed class MemoryContentStore : IContentStore
{
    public ConcurrentDictionary<string, byte[]> Octets { get; } = new();

    /// <summary>What a crash has left, as the store lists it.</summary>
    public List<StagedKey> Staged { get; } = [];

    /// <summary>Not null: everything fails with it.</summary>
    public IOException? Trouble { get; set; }

    public async ValueTask WriteAsync(string key, Stream octets, CancellationToken cancel)
    {
        Fail();
        using var memory = new MemoryStream();
        await octets.CopyToAsync(memory, cancel);
        Octets[key] = memory.ToArray();
    }

    public ValueTask PublishAsync(string key, CancellationToken cancel)
    {
        Fail();
        return ValueTask.CompletedTask;
    }

    public ValueTask RemoveAsync(string key, CancellationToken cancel)
    {
        Fail();
        Octets.TryRemove(key, out _);
        return ValueTask.CompletedTask;
    }

    public ValueTask<IContent?> OpenAsync(string key, CancellationToken cancel)
    {
        Fail();
        return ValueTask.FromResult<IContent?>(
            Octets.TryGetValue(key, out var octets) ? new MemoryContent(octets) : null);
    }

    public IAsyncEnumerable<StagedKey> StagedAsync(CancellationToken cancel) =>
        Staged.ToAsyncEnumerable();

    public IAsyncEnumerable<StoredContent> ListAsync(CancellationToken cancel) =>
        Octets.Select(one => new StoredContent(one.Key, one.Value.Length, IsStaged: false)).ToAsyncEnumerable();

    public ValueTask<StoreHealth> CheckAsync(CancellationToken cancel) =>
        ValueTask.FromResult(new StoreHealth(null, Trouble?.Message));

    private void Fail()
    {
        if (Trouble is not null)
        {
            throw Trouble;
        }
    }

    private sealed class MemoryContent(byte[] octets) : IContent
    {
        public long Size => octets.Length;

        public ValueTask<int> ReadAsync(Memory<byte> buffer, long offset, CancellationToken cancel)
        {
            var count = (int)Math.Clamp(octets.Length - offset, 0, buffer.Length);
            octets.AsSpan((int)offset, count).CopyTo(buffer.Span);
            return ValueTask.FromResult(count);
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
