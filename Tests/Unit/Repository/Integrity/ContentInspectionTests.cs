using XdsDmp.Repository.Integrity;
using XdsDmp.Repository.Storage;

namespace XdsDmp.Tests.Unit.Repository.Integrity;

[TestClass]
public sealed class ContentInspectionTests : IDisposable
{
    private readonly TestRepository _repository = new();

    public void Dispose() => _repository.Dispose();

    [TestMethod]
    public async Task WhereAllIsWellNothingIsFound()
    {
        await _repository.StoreAsync([1]);
        await _repository.StoreAsync([]);

        Assert.AreEqual("", await FindingsAsync());
    }

    [TestMethod]
    public async Task EveryKindOfDamageIsNamedAndAQuickLookSeesWhatSizesTell()
    {
        var flipped = await _repository.StoreAsync([1, 2]);
        var cut = await _repository.StoreAsync([3, 4]);
        var gone = await _repository.StoreAsync([5, 6]);
        _repository.Store.Octets[flipped.Content.Key][0] ^= 1;
        _repository.Store.Octets[cut.Content.Key] = [3];
        _repository.Store.Octets.TryRemove(gone.Content.Key, out _);

        Assert.AreEqual(
            $"Damaged {flipped.UniqueId}, Damaged {cut.UniqueId}, Damaged {gone.UniqueId}", await FindingsAsync());
        Assert.AreEqual($"Damaged {cut.UniqueId}, Damaged {gone.UniqueId}", await FindingsAsync(isQuick: true));
    }

    [TestMethod]
    public async Task AStoreThatCannotBeReadIsNoDamage()
    {
        var document = await _repository.StoreAsync([1]);
        _repository.Store.Trouble = new IOException("nobody listens");

        Assert.AreEqual($"Unreadable {document.UniqueId}", await FindingsAsync());
    }

    [TestMethod]
    public async Task OctetsWithoutADocumentAreFoundUnlessTheyAreToBeDeleted()
    {
        _repository.Store.Octets["lost"] = [1, 2, 3];
        _repository.Store.Octets["listed"] = [4];
        await _repository.Node.Writer.WriteAsync(session => LooseContent.Add(session, "listed", 0));

        Assert.AreEqual("Ownerless lost", await FindingsAsync());
    }

    [TestMethod]
    public async Task ProgressCountsEveryOctet()
    {
        await _repository.StoreAsync(new byte[100]);
        await _repository.StoreAsync(new byte[23]);
        var progress = new Sum();

        await FindingsAsync(progress: progress);

        Assert.AreEqual((2L, 123L), Inspection.Totals);
        Assert.AreEqual(123, progress.Value);
    }

    private ContentInspection Inspection => new(_repository.Node.Content, _repository.Node.Readers);

    private async Task<string> FindingsAsync(bool isQuick = false, IProgress<long>? progress = null) => string.Join(
        ", ", await Inspection.RunAsync(isQuick, progress ?? new Sum(), CancellationToken.None)
            .Select(it => $"{it.Kind} {it.UniqueId ?? it.Key}").ToListAsync());

    private sealed class Sum : IProgress<long>
    {
        public long Value { get; private set; }

        public void Report(long value) => Value += value;
    }
}
