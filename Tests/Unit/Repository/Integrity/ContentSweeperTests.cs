using XdsDmp.Repository.Content;
using XdsDmp.Repository.Integrity;
using XdsDmp.Repository.Storage;
using XdsDmp.Sql;

namespace XdsDmp.Tests.Unit.Repository.Integrity;

[TestClass]
public sealed class ContentSweeperTests
{
    /// <summary>
    /// The store is away when the document is removed: for every reader it is gone, its octets are not yet.
    /// </summary>
    [TestMethod]
    public async Task WhatCouldNotBeDeletedIsDeletedLater()
    {
        using var repository = new TestRepository();
        var document = await repository.StoreAsync([1, 2, 3]);
        repository.Store.Trouble = new IOException("nobody listens");
        await RemoveAsync(repository, document);
        var sweeper = new ContentSweeper(repository.Node, repository.Log);

        await sweeper.SweepRemovedAsync();
        Assert.IsNull(repository.Find(document));
        Assert.HasCount(1, repository.Store.Octets);
        Assert.HasCount(1, repository.Node.Readers.Read(LooseContent.Removed));

        repository.Store.Trouble = null;
        await sweeper.SweepRemovedAsync();
        Assert.IsEmpty(repository.Store.Octets);
        Assert.IsEmpty(repository.Node.Readers.Read(LooseContent.Removed));
    }

    [TestMethod]
    public async Task WhatWasDeletedAtOnceLeavesNothingToSweep()
    {
        using var repository = new TestRepository();
        await RemoveAsync(repository, await repository.StoreAsync([1, 2, 3]));

        Assert.IsEmpty(repository.Store.Octets);
        Assert.IsEmpty(repository.Node.Readers.Read(LooseContent.Removed));
    }

    /// <summary>What a crash has left cannot be deleted yet: the service starts, and deletes it later.</summary>
    [TestMethod]
    public async Task AStoreThatIsAwayDoesNotKeepTheServiceFromStarting()
    {
        using var repository = new TestRepository();
        var owned = await repository.StoreAsync([1, 2, 3]);
        var left = Guid.NewGuid().ToString("n");
        repository.Store.Octets[left] = [4];
        repository.Store.Staged.AddRange([new StagedKey(left, default), new StagedKey(owned.Content.Key, default)]);
        repository.Store.Trouble = new IOException("nobody listens");
        var sweeper = new ContentSweeper(repository.Node, repository.Log);

        await sweeper.SweepStagedAsync(CancellationToken.None);
        CollectionAssert.AreEqual((List<string>)[left], repository.Node.Readers.Read(LooseContent.Removed));

        repository.Store.Trouble = null;
        await sweeper.SweepRemovedAsync();
        CollectionAssert.AreEqual((List<string>)[owned.Content.Key], repository.Store.Octets.Keys.ToList());
        Assert.IsEmpty(repository.Node.Readers.Read(LooseContent.Removed));
    }

    /// <summary>A submission that takes longer than staged octets are kept: it fails, and nothing is lost.</summary>
    [TestMethod]
    public async Task NoDocumentComesToOwnWhatWasSwept()
    {
        using var repository = new TestRepository();
        var staged = await repository.Node.Content.StageAsync(new MemoryStream([1, 2, 3]), CancellationToken.None);
        repository.Store.Staged.Add(new StagedKey(staged.Key, default));
        repository.Store.Trouble = new IOException("nobody listens");
        await new ContentSweeper(repository.Node, repository.Log).SweepStagedAsync(CancellationToken.None);

        await Assert.ThrowsExactlyAsync<StoreBusyException>(() => repository.Node.Writer.WriteAsync(session =>
        {
            var intent = DocumentStore.AddIntent(session, "", null, 0);
            DocumentStore.AddStaged(
                session,
                new StoredDocument(
                    0, "1.2.3", DocumentState.Staged, intent, "text/plain", staged.Sha1, staged.Reference, null),
                intent, 0);
        }));

        Assert.IsEmpty(repository.Node.Readers.Read(DocumentStore.Intents));
    }

    /// <summary>What another instance is just receiving is nobody's yet.</summary>
    [TestMethod]
    public async Task WhereOthersMayBeAtWorkOnlyWhatHasLainForLongIsSwept()
    {
        using var repository = new TestRepository();
        var now = repository.Clock.GetUtcNow();
        foreach (var (key, since) in new[] { ("young", now.AddHours(-23)), ("old", now.AddHours(-25)) })
        {
            repository.Store.Octets[key] = [1];
            repository.Store.Staged.Add(new StagedKey(key, since));
        }

        await new ContentSweeper(repository.Node, repository.Log).SweepStagedAsync(CancellationToken.None);

        CollectionAssert.AreEqual(
            repository.Database.IsShared ? (List<string>)["young"] : [], repository.Store.Octets.Keys.ToList());
    }

    private static async Task RemoveAsync(TestRepository repository, StoredDocument document) =>
        await Settlement.FollowAsync(repository.Node, await repository.Node.Writer.WriteAsync(
            session => new List<ContentMove> { Settlement.Remove(session, document, repository.Node.Now) }));
}
