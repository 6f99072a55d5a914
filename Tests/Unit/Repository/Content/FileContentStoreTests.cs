using XdsDmp.Repository.Content;
using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Unit.Repository.Content;

[TestClass]
public sealed class FileContentStoreTests : ContentStoreContract, IDisposable
{
    private readonly string _folder = TestFolder.New();
    private FileContentStore _store;

    public FileContentStoreTests() => _store = new FileContentStore(_folder, minFreeBytes: 0);

    private protected override IContentStore Store => _store;

    public void Dispose() => _store.Dispose();

    private protected override void Restart()
    {
        _store.Dispose();
        _store = new FileContentStore(_folder, minFreeBytes: 0);
    }
}
