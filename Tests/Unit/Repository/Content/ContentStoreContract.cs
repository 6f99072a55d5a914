using System.Security.Cryptography;
using XdsDmp.Repository.Content;

namespace XdsDmp.Tests.Unit.Repository.Content;

/// <summary>What every content store does, wherever its octets lie. Each store has a test class of this.</summary>
public abstract class ContentStoreContract
{
    private const int Large = (11 * 1024 * 1024) + 3;

    private protected static CancellationToken None => CancellationToken.None;

    /// <summary>The store of this test; opened again, it is what a restart finds.</summary>
    private protected abstract IContentStore Store { get; }

    /// <summary>The service ends, and another begins over the same place.</summary>
    private protected abstract void Restart();

    [TestMethod]
    [DataRow(0)]
    [DataRow(1)]
    [DataRow((64 * 1024) - 1)]
    [DataRow(64 * 1024)]
    [DataRow((64 * 1024) + 1)]
    [DataRow(128 * 1024)]
    [DataRow((1024 * 1024) + (64 * 1024))]
    [DataRow(Large)]
    public async Task WhatIsWrittenIsReadAgainStagedAndPublished(int size)
    {
        var octets = RandomNumberGenerator.GetBytes(size);
        var key = await WrittenAsync(octets);

        IsSame(octets, await ReadAsync(key));
        await Store.PublishAsync(key, None);
        IsSame(octets, await ReadAsync(key));
        Restart();
        IsSame(octets, await ReadAsync(key));
    }

    [TestMethod]
    public async Task AnyPlaceCanBeRead()
    {
        var octets = RandomNumberGenerator.GetBytes(300_000);
        await using var content = (await Store.OpenAsync(await WrittenAsync(octets), None))!;
        Assert.AreEqual(octets.Length, content.Size);
        var buffer = new byte[1000];
        foreach (var offset in new[] { 299_990, 0, 70_000, 65_535, 65_536, 131_071, 299_999, 1 })
        {
            var read = await content.ReadAsync(buffer, offset, None);
            Assert.IsInRange(1, Math.Min(buffer.Length, octets.Length - offset), read);
            Assert.IsTrue(octets.AsSpan(offset, read).SequenceEqual(buffer.AsSpan(0, read)), $"at {offset}");
        }

        Assert.AreEqual(0, await content.ReadAsync(buffer, octets.Length, None));
        Assert.AreEqual(0, await content.ReadAsync(buffer, octets.Length + 1, None));
    }

    [TestMethod]
    public async Task WhatIsNotThereIsNull() => Assert.IsNull(await Store.OpenAsync(NewKey(), None));

    [TestMethod]
    public async Task PublishingTwiceIsPublishingOnce()
    {
        var key = await WrittenAsync([1, 2, 3]);

        await Store.PublishAsync(key, None);
        await Store.PublishAsync(key, None);

        CollectionAssert.AreEqual(new byte[] { 1, 2, 3 }, await ReadAsync(key));
    }

    [TestMethod]
    [DataRow(3, false)]
    [DataRow(3, true)]
    [DataRow(Large, false)]
    [DataRow(Large, true)]
    public async Task WhatIsRemovedIsGoneHoweverOftenItIsRemoved(int size, bool isPublished)
    {
        var key = await WrittenAsync(new byte[size]);
        if (isPublished)
        {
            await Store.PublishAsync(key, None);
        }

        await Store.RemoveAsync(key, None);
        Assert.IsNull(await Store.OpenAsync(key, None));
        await Store.RemoveAsync(key, None);
        Restart();
        await IsGoneAsync(key);
    }

    [TestMethod]
    public async Task WhatWasNeverThereCanBeRemoved() => await Store.RemoveAsync(NewKey(), None);

    [TestMethod]
    [DataRow(10)]
    [DataRow(200_000)]
    [DataRow(Large)]
    public async Task AStreamThatFailsLeavesNothingAndTellsItsOwnFailure(int size)
    {
        var key = NewKey();
        await using var octets = new FailingStream(size, () => new InvalidDataException("cut off"));

        await Assert.ThrowsExactlyAsync<InvalidDataException>(() => Store.WriteAsync(key, octets, None).AsTask());

        await IsGoneAsync(key);
        var again = await WrittenAsync([7]);
        CollectionAssert.AreEqual(new byte[] { 7 }, await ReadAsync(again));
    }

    [TestMethod]
    [DataRow(10)]
    [DataRow(Large)]
    public async Task WhoGoesAwayLeavesNothing(int size)
    {
        var key = NewKey();
        using var patience = new CancellationTokenSource();
        await using var octets = new FailingStream(size, () =>
        {
            patience.Cancel();
            return new OperationCanceledException(patience.Token);
        });

        await Assert.ThrowsAsync<OperationCanceledException>(
            () => Store.WriteAsync(key, octets, patience.Token).AsTask());

        await IsGoneAsync(key);
    }

    [TestMethod]
    public async Task NothingIsEverOverwritten()
    {
        var key = await WrittenAsync([1, 2, 3]);

        await Assert.ThrowsAsync<IOException>(
            () => Store.WriteAsync(key, new MemoryStream([4, 5, 6, 7]), None).AsTask());

        CollectionAssert.AreEqual(new byte[] { 1, 2, 3 }, await ReadAsync(key));
    }

    [TestMethod]
    public async Task WhatIsStagedIsKnownAfterARestartUntilItIsPublishedOrRemoved()
    {
        var (staged, published, removed) = (await WrittenAsync([1]), await WrittenAsync([2]), await WrittenAsync([3]));
        await Store.PublishAsync(published, None);
        await Store.RemoveAsync(removed, None);
        Restart();

        var known = await KeysAsync(Store.StagedAsync(None).Select(staged => staged.Key));

        CollectionAssert.Contains(known, staged);
        CollectionAssert.DoesNotContain(known, published);
        CollectionAssert.DoesNotContain(known, removed);
        await Store.PublishAsync(staged, None);
        CollectionAssert.DoesNotContain(await KeysAsync(Store.StagedAsync(None).Select(staged => staged.Key)), staged);
    }

    [TestMethod]
    public async Task AllThatIsThereIsListedWithItsSize()
    {
        var (staged, published) = (await WrittenAsync(new byte[5]), await WrittenAsync(new byte[70_000]));
        await Store.PublishAsync(published, None);

        var sizes = new Dictionary<string, long>();
        await foreach (var content in Store.ListAsync(None))
        {
            sizes.Add(content.Key, content.Size);
        }

        Assert.AreEqual(5, sizes[staged]);
        Assert.AreEqual(70_000, sizes[published]);
    }

    [TestMethod]
    public async Task ManyAtOnceKeepTheirOctetsApart()
    {
        var documents = Enumerable.Range(0, 8).Select(i => RandomNumberGenerator.GetBytes(i * 70_001)).ToList();

        var keys = await Task.WhenAll(documents.Select(WrittenAsync));
        var read = await Task.WhenAll(keys.Select(ReadAsync));

        for (var i = 0; i < documents.Count; i++)
        {
            CollectionAssert.AreEqual(documents[i], read[i]);
        }
    }

    [TestMethod]
    public async Task AStoreThatIsWellSaysSo() => Assert.IsNull((await Store.CheckAsync(None)).Trouble);

    private protected static string NewKey() => Guid.NewGuid().ToString("n");

    private protected async Task<string> WrittenAsync(byte[] octets)
    {
        var key = NewKey();
        await Store.WriteAsync(key, new MemoryStream(octets), None);
        return key;
    }

    private protected async Task<byte[]> ReadAsync(string key)
    {
        await using var content = (await Store.OpenAsync(key, None))!;
        var octets = new byte[content.Size];
        var (at, read) = (0, 0);
        while ((read = await content.ReadAsync(octets.AsMemory(at), at, None)) > 0)
        {
            at += read;
        }

        Assert.AreEqual(octets.Length, at);
        return octets;
    }

    /// <summary>Neither to be read, nor in any list.</summary>
    private protected async Task IsGoneAsync(string key)
    {
        Assert.IsNull(await Store.OpenAsync(key, None));
        CollectionAssert.DoesNotContain(await KeysAsync(Store.StagedAsync(None).Select(staged => staged.Key)), key);
        CollectionAssert.DoesNotContain(await KeysAsync(Store.ListAsync(None).Select(content => content.Key)), key);
    }

    private static void IsSame(byte[] expected, byte[] read) => Assert.IsTrue(expected.AsSpan().SequenceEqual(read));

    private static async Task<List<string>> KeysAsync(IAsyncEnumerable<string> keys) => await keys.ToListAsync();
}
