using XdsDmp.Repository;
using XdsDmp.Repository.Integrity;
using XdsDmp.Sql;
using XdsDmp.Tests.Support;
using XdsDmp.Tests.Unit.Repository.Content.Encryption;

namespace XdsDmp.Tests.Unit.Repository.Integrity;

[TestClass]
public sealed class ScrubberTests
{
    [TestMethod]
    public async Task EveryDocumentIsVerifiedOnceWithinTheDays()
    {
        using var repository = new TestRepository();
        await repository.StoreAsync([1]);
        await repository.StoreAsync([2]);
        var scrubber = new Scrubber(repository.Node, repository.Log);

        Assert.AreEqual(0, await scrubber.RunOnceAsync(CancellationToken.None), "they have just been stored");
        repository.Clock.Advance(TimeSpan.FromDays(31));
        Assert.AreEqual(2, await scrubber.RunOnceAsync(CancellationToken.None));
        Assert.AreEqual(0, await scrubber.RunOnceAsync(CancellationToken.None));
        Assert.AreEqual(0, repository.Node.Damages.Count);
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public async Task AFlippedBitIsFoundAndToldOnce(bool isSealed)
    {
        using var repository = new TestRepository(isSealed ? TestKeys.Of(TestKeys.New()) : null);
        var damaged = await repository.StoreAsync([1, 2, 3]);
        await repository.StoreAsync([4, 5, 6]);
        repository.Store.Octets[damaged.Content.Key][1] ^= 4;
        var scrubber = new Scrubber(repository.Node, repository.Log);

        for (var month = 0; month < 2; month++)
        {
            repository.Clock.Advance(TimeSpan.FromDays(31));
            Assert.AreEqual(2, await scrubber.RunOnceAsync(CancellationToken.None));
            Assert.AreEqual(1, repository.Node.Damages.Count);
        }

        var alert = Alerts(repository).Single();
        CollectionAssert.Contains(alert.Objects.ToArray(), damaged.UniqueId);
        Assert.AreEqual("110113 document-damaged 8", $"{alert.Event} {alert.Transaction} {alert.Outcome}");
    }

    [TestMethod]
    public async Task WhatIsWholeAgainIsNotDamagedAnyMore()
    {
        using var repository = new TestRepository();
        var document = await repository.StoreAsync([1, 2, 3]);
        var octets = repository.Store.Octets[document.Content.Key];
        repository.Store.Octets.Clear();
        var scrubber = new Scrubber(repository.Node, repository.Log);
        repository.Clock.Advance(TimeSpan.FromDays(31));
        await scrubber.RunOnceAsync(CancellationToken.None);
        Assert.AreEqual(1, repository.Node.Damages.Count);

        repository.Store.Octets[document.Content.Key] = octets;
        repository.Clock.Advance(TimeSpan.FromDays(31));
        await scrubber.RunOnceAsync(CancellationToken.None);

        Assert.AreEqual(0, repository.Node.Damages.Count);
    }

    [TestMethod]
    public async Task AStoreThatCannotBeReadIsNoDamage()
    {
        using var repository = new TestRepository();
        await repository.StoreAsync([1]);
        repository.Store.Trouble = new IOException("nobody listens");
        repository.Clock.Advance(TimeSpan.FromDays(31));

        await Assert.ThrowsExactlyAsync<IOException>(() =>
            new Scrubber(repository.Node, repository.Log).RunOnceAsync(CancellationToken.None));

        Assert.AreEqual(0, repository.Node.Damages.Count);
    }

    [TestMethod]
    public async Task ItIsOffWhenNoDaysAreGiven()
    {
        using var repository = new TestRepository(options: new RepositoryOptions { ScrubDays = 0 });
        await repository.StoreAsync([1]);
        repository.Clock.Advance(TimeSpan.FromDays(1_000));

        Assert.AreEqual(
            0, await new Scrubber(repository.Node, repository.Log).RunOnceAsync(CancellationToken.None));
    }

    private static IReadOnlyList<AuditRecord> Alerts(TestRepository repository) =>
        [.. new Outbox(repository.Database).Peek(10).Select(it => AuditRecord.Of(it.Message))];
}
