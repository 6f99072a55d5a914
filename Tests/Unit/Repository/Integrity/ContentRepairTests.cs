using XdsDmp.Repository.Content.Encryption;
using XdsDmp.Repository.Integrity;
using XdsDmp.Repository.Storage;
using XdsDmp.Sql;
using XdsDmp.Tests.Support;
using XdsDmp.Tests.Unit.Repository.Content.Encryption;

namespace XdsDmp.Tests.Unit.Repository.Integrity;

[TestClass]
public sealed class ContentRepairTests
{
    private readonly MasterKeys _keys = TestKeys.Of(TestKeys.New());
    private readonly string _folder = TestFolder.New();

    [TestMethod]
    public async Task ADamagedDocumentIsStoredAnewFromACopyAsItWasSent()
    {
        using var repository = new TestRepository(_keys);
        var document = await DamagedAsync(repository);
        string[] copies = [Copy("wrong", [1, 2, 4]), Copy("longer", [1, 2, 3, 4]), Copy("right", [1, 2, 3])];

        var file = await Repair(repository).RestoreAsync(Finding(document), copies, CancellationToken.None);

        Assert.AreEqual(copies[2], file);
        await IsWholeAsync(repository, document);
    }

    [TestMethod]
    public async Task ACopyAsItWasStoredSealedIsTakenToo()
    {
        using var repository = new TestRepository(_keys);
        var document = await repository.StoreAsync([1, 2, 3]);
        var copy = Copy(document.Content.Key, repository.Store.Octets[document.Content.Key]);
        repository.Store.Octets[document.Content.Key][1] ^= 1;

        Assert.IsNotNull(await Repair(repository).RestoreAsync(Finding(document), [copy], CancellationToken.None));

        await IsWholeAsync(repository, document);
    }

    /// <summary>Nothing is overwritten: the damaged octets are still there, and belong to nobody.</summary>
    [TestMethod]
    public async Task TheDamagedOctetsStayUntilTheyAreRemoved()
    {
        using var repository = new TestRepository(_keys);
        var document = await DamagedAsync(repository);
        var damaged = repository.Store.Octets[document.Content.Key].ToArray();
        await Repair(repository).RestoreAsync(
            Finding(document), [Copy("right", [1, 2, 3])], CancellationToken.None);

        CollectionAssert.AreEqual(damaged, repository.Store.Octets[document.Content.Key]);
        Assert.HasCount(2, repository.Store.Octets);
        Assert.IsTrue(await Repair(repository).RemoveAsync(Finding(document), CancellationToken.None));
        Assert.HasCount(1, repository.Store.Octets);
        await IsWholeAsync(repository, document);
    }

    [TestMethod]
    public async Task WhatADocumentOwnsIsNotRemoved()
    {
        using var repository = new TestRepository();
        var document = await repository.StoreAsync([1, 2, 3]);

        Assert.IsFalse(await Repair(repository).RemoveAsync(Finding(document), CancellationToken.None));
        Assert.HasCount(1, repository.Store.Octets);
    }

    [TestMethod]
    public async Task WithoutAGoodCopyTheDocumentStaysMarkedAsDamaged()
    {
        using var repository = new TestRepository();
        var document = await DamagedAsync(repository);
        var repair = Repair(repository);
        await repair.MarkAsync(Finding(document));

        Assert.IsNull(await repair.RestoreAsync(
            Finding(document), [Copy("wrong", [3, 2, 1])], CancellationToken.None));

        Assert.AreEqual(1, repository.Node.Damages.Count);
        Assert.AreEqual("document-damaged", Audit(repository).Single().Transaction);
    }

    private static async Task<StoredDocument> DamagedAsync(TestRepository repository)
    {
        var document = await repository.StoreAsync([1, 2, 3]);
        repository.Store.Octets[document.Content.Key][1] ^= 1;
        return document;
    }

    private static async Task IsWholeAsync(TestRepository repository, StoredDocument before)
    {
        var document = repository.Find(before)!;
        Assert.AreNotEqual(before.Content.Key, document.Content.Key);
        await ContentVerifier.VerifyAsync(repository.Node.Content, document.Content, CancellationToken.None);
        Assert.AreEqual(0, repository.Node.Damages.Count);
        var record = Audit(repository).Single();
        Assert.AreEqual("document-repaired 0", $"{record.Transaction} {record.Outcome}");
        CollectionAssert.Contains(record.Objects.ToArray(), document.UniqueId);
    }

    private static IReadOnlyList<AuditRecord> Audit(TestRepository repository) =>
        [.. new Outbox(repository.Database).Peek(10).Select(it => AuditRecord.Of(it.Message))];

    private static ContentFinding Finding(StoredDocument document) =>
        new(ContentFindingKind.Damaged, document.Content.Key, document.UniqueId, "a test has spoilt it");

    private ContentRepair Repair(TestRepository repository) => new(
        repository.Node.Content, _keys, repository.Node.Writer, repository.Node.Readers, repository.Node.Audit,
        repository.Clock);

    private string Copy(string name, byte[] octets)
    {
        var file = Path.Combine(_folder, name);
        File.WriteAllBytes(file, octets);
        return file;
    }
}
