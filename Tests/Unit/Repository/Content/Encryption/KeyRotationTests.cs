using XdsDmp.Repository.Content.Encryption;
using XdsDmp.Repository.Storage;

namespace XdsDmp.Tests.Unit.Repository.Content.Encryption;

[TestClass]
public sealed class KeyRotationTests
{
    private readonly List<MasterKey> _ring = [TestKeys.New()];

    [TestMethod]
    public async Task ANewMasterKeyWrapsEveryKeyAnewAndTouchesNoDocument()
    {
        var keys = new MasterKeys(() => [.. _ring]);
        using var repository = new TestRepository(keys);
        var documents = new List<StoredDocument>();
        for (var i = 0; i < 3; i++)
        {
            documents.Add(await repository.StoreAsync([1, 2, (byte)i]));
        }

        var stored = repository.Store.Octets.ToDictionary(one => one.Key, one => one.Value.ToArray());
        var old = _ring[0];
        _ring.Insert(0, TestKeys.New());

        Assert.AreEqual(3, await Rotation(repository, keys).RunOnceAsync(CancellationToken.None));

        Assert.AreEqual(
            _ring[0].Id, repository.Node.Readers.Read(SealStore.MasterKeys).Single(),
                "no key is wrapped by the old one");
        foreach (var (key, octets) in stored)
        {
            CollectionAssert.AreEqual(octets, repository.Store.Octets[key]);
        }

        // The old master key is not needed any more, and does not help any more either.
        _ring.Remove(old);
        keys.Renew();
        foreach (var document in documents)
        {
            await using var content = await repository.Node.Content.OpenAsync(
                repository.Find(document)!.Content, CancellationToken.None);
            Assert.AreEqual(3, await content.ReadAsync(new byte[10], 0, CancellationToken.None));
        }

        Assert.AreEqual(0, await Rotation(repository, keys).RunOnceAsync(CancellationToken.None));
    }

    [TestMethod]
    public async Task AMasterKeyThatIsMissingStopsNothingElse()
    {
        var keys = new MasterKeys(() => [.. _ring]);
        using var repository = new TestRepository(keys);
        var lost = await repository.StoreAsync([1]);
        _ring[0] = TestKeys.New();
        keys.Renew();
        var kept = await repository.StoreAsync([2]);
        _ring.Insert(0, TestKeys.New());

        Assert.AreEqual(1, await Rotation(repository, keys).RunOnceAsync(CancellationToken.None));

        Assert.AreEqual(_ring[0].Id, repository.Find(kept)!.Content.Seal!.MasterKey);
        Assert.AreEqual(lost.Content.Seal!.MasterKey, repository.Find(lost)!.Content.Seal!.MasterKey);
    }

    private static KeyRotation Rotation(TestRepository repository, MasterKeys keys) =>
        new(repository.Node, keys, repository.Log);
}
