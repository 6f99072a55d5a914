using System.Security.Cryptography;
using XdsDmp.Repository.Content;
using XdsDmp.Repository.Content.Encryption;
using XdsDmp.Tests.Unit.Repository.Content.Encryption;

namespace XdsDmp.Tests.Unit.Repository.Content;

[TestClass]
public sealed class ContentVaultTests
{
    private const int Chunk = SealedChunks.PlainBytes;

    private readonly MemoryContentStore _store = new();
    private readonly MasterKey _key = TestKeys.New();

    [TestMethod]
    [DataRow(0)]
    [DataRow(1)]
    [DataRow(Chunk - 1)]
    [DataRow(Chunk)]
    [DataRow(Chunk + 1)]
    [DataRow((3 * Chunk) + 17)]
    public async Task WhatGoesInComesOutSealedOrNot(int size)
    {
        var octets = RandomNumberGenerator.GetBytes(size);
        foreach (var keys in new[] { MasterKeys.None, TestKeys.Of(_key) })
        {
            var vault = Vault(keys);

            var staged = await vault.StageAsync(new MemoryStream(octets), CancellationToken.None);

            Assert.AreEqual(size, staged.Size);
            CollectionAssert.AreEqual(SHA256.HashData(octets), staged.Sha256);
            CollectionAssert.AreEqual(octets, await ReadAsync(vault, staged.Reference, 10_000));
            CollectionAssert.AreEqual(octets, await ReadAsync(vault, staged.Reference, 1_000_000));
        }
    }

    /// <summary>
    /// The hash that XDS asks for is that of the document, not of what is stored (FIPS 180-4, example).
    /// </summary>
    [TestMethod]
    public async Task TheHashIsThatOfTheDocument()
    {
        var staged = await Vault(TestKeys.Of(_key))
            .StageAsync(new MemoryStream("abc"u8.ToArray()), CancellationToken.None);

        Assert.AreEqual("a9993e364706816aba3e25717850c26c9cd0d89d", Convert.ToHexStringLower(staged.Sha1));
    }

    [TestMethod]
    public async Task SealedContentTellsNothingAndIsAsLongAsItSays()
    {
        var octets = new byte[(2 * Chunk) + 5];
        var vault = Vault(TestKeys.Of(_key));

        var one = await vault.StageAsync(new MemoryStream(octets), CancellationToken.None);
        var same = await vault.StageAsync(new MemoryStream(octets), CancellationToken.None);

        var (first, second) = (_store.Octets[one.Key], _store.Octets[same.Key]);
        Assert.AreEqual(SealedChunks.SealedSize(octets.Length), first.Length);
        Assert.IsFalse(first.AsSpan().IndexOf(new byte[8]) >= 0, "eight zeros in a row are no accident");
        CollectionAssert.AreNotEqual(first, second);
        Assert.AreEqual(_key.Id, one.Seal!.MasterKey);
    }

    /// <summary>Each octet of a small document and its tag; in a large one the ends of the chunks.</summary>
    [TestMethod]
    public async Task AFlippedBitIsFoundWhereverItIs()
    {
        var vault = Vault(TestKeys.Of(_key));
        foreach (var (size, offsets) in new (int, IEnumerable<int>)[]
        {
            (20, Enumerable.Range(0, 36)),
            (2 * Chunk, [0, Chunk - 1, Chunk, Chunk + 15, Chunk + 16, (2 * Chunk) + 31]),
        })
        {
            var staged = await vault.StageAsync(new MemoryStream(new byte[size]), CancellationToken.None);
            foreach (var offset in offsets)
            {
                _store.Octets[staged.Key][offset] ^= 1;
                await Assert.ThrowsExactlyAsync<ContentDamagedException>(() => ReadAsync(vault, staged.Reference));
                _store.Octets[staged.Key][offset] ^= 1;
            }

            Assert.HasCount(size, await ReadAsync(vault, staged.Reference));
        }
    }

    [TestMethod]
    public async Task ChunksKeepTheirPlaceAndTheirDocument()
    {
        var vault = Vault(TestKeys.Of(_key));
        var staged = await vault.StageAsync(new MemoryStream(new byte[3 * Chunk]), CancellationToken.None);
        var other = await vault.StageAsync(new MemoryStream(new byte[3 * Chunk]), CancellationToken.None);
        var whole = _store.Octets[staged.Key];
        const int Sealed = Chunk + SealedChunks.TagBytes;

        byte[] swapped = [.. whole[Sealed..(2 * Sealed)], .. whole[..Sealed], .. whole[(2 * Sealed)..]];
        await IsDamagedAsync(swapped, staged.Reference);
        await IsDamagedAsync([.. _store.Octets[other.Key][..Sealed], .. whole[Sealed..]], staged.Reference);
        await IsDamagedAsync(whole[..(2 * Sealed)], staged.Reference);

        // Somebody who can change the size in the database too still cannot cut the end off.
        await IsDamagedAsync(whole[..(2 * Sealed)], staged.Reference with { Size = 2 * Chunk });

        async Task IsDamagedAsync(byte[] octets, ContentReference reference)
        {
            _store.Octets[staged.Key] = octets;
            await Assert.ThrowsExactlyAsync<ContentDamagedException>(() => ReadAsync(vault, reference));
        }
    }

    [TestMethod]
    public async Task AWrappedKeyOpensItsOwnDocumentOnly()
    {
        var vault = Vault(TestKeys.Of(_key));
        var staged = await vault.StageAsync(new MemoryStream(new byte[10]), CancellationToken.None);
        var other = await vault.StageAsync(new MemoryStream(new byte[10]), CancellationToken.None);

        await Assert.ThrowsExactlyAsync<ContentDamagedException>(
            () => ReadAsync(vault, staged.Reference with { Seal = other.Seal }));
    }

    [TestMethod]
    public async Task AMissingMasterKeyIsNoDamage()
    {
        var staged = await Vault(TestKeys.Of(_key)).StageAsync(new MemoryStream(new byte[10]), CancellationToken.None);

        var failure = await Assert.ThrowsExactlyAsync<IOException>(
            () => ReadAsync(Vault(TestKeys.Of(TestKeys.New())), staged.Reference));

        StringAssert.Contains(failure.Message, _key.Id);
    }

    [TestMethod]
    public async Task WhatWasStoredBeforeThereWasAKeyCanStillBeRead()
    {
        var staged = await Vault(MasterKeys.None).StageAsync(new MemoryStream([1, 2, 3]), CancellationToken.None);

        CollectionAssert.AreEqual(
            new byte[] { 1, 2, 3 }, await ReadAsync(Vault(TestKeys.Of(_key)), staged.Reference));
    }

    [TestMethod]
    public async Task WhatIsTooLargeIsNotRead()
    {
        var vault = new ContentVault(_store, MasterKeys.None, maxDocumentBytes: 10);

        await vault.StageAsync(new MemoryStream(new byte[10]), CancellationToken.None);
        await Assert.ThrowsExactlyAsync<ContentTooLargeException>(
            () => vault.StageAsync(new MemoryStream(new byte[11]), CancellationToken.None).AsTask());
    }

    [TestMethod]
    public async Task ATroubledStoreIsNoDamage()
    {
        var vault = Vault(MasterKeys.None);
        var staged = await vault.StageAsync(new MemoryStream([1]), CancellationToken.None);

        _store.Trouble = new IOException("nobody listens");
        await Assert.ThrowsExactlyAsync<IOException>(() => ReadAsync(vault, staged.Reference));
        _store.Trouble = null;
        _store.Octets.Clear();
        await Assert.ThrowsExactlyAsync<ContentDamagedException>(() => ReadAsync(vault, staged.Reference));
    }

    private ContentVault Vault(MasterKeys keys) => new(_store, keys, maxDocumentBytes: long.MaxValue);

    private static async Task<byte[]> ReadAsync(
        ContentVault vault, ContentReference reference, int bufferBytes = 100_000)
    {
        await using var content = await vault.OpenAsync(reference, CancellationToken.None);
        var read = new List<byte>();
        var buffer = new byte[bufferBytes];
        int count;
        while ((count = await content.ReadAsync(buffer, read.Count, CancellationToken.None)) > 0)
        {
            read.AddRange(buffer.AsSpan(0, count));
        }

        return [.. read];
    }
}
