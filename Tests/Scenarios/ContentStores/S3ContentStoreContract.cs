using XdsDmp.Repository.Content;
using XdsDmp.Tests.Unit.Repository.Content;

namespace XdsDmp.Tests.Scenarios.ContentStores;

/// <summary>What every content store does, on a server that nobody here wrote.</summary>
public abstract class S3ContentStoreContract : ContentStoreContract
{
    private protected abstract string Which { get; }

    private protected S3Bucket Bucket { get; private set; } = null!;

    private protected override IContentStore Store => Bucket.Store;

    [TestInitialize]
    public async Task OpenAsync() => Bucket = await S3Bucket.NewAsync(await S3Server.OfAsync(Which));

    [TestCleanup]
    public void Close() => Bucket?.Dispose();

    private protected override void Restart() => Bucket.Reopen();
}

/// <summary>Unit's contract, on OpenStack Swift.</summary>
[TestClass]
public sealed class SwiftContentStoreTests : S3ContentStoreContract
{
    private protected override string Which => "swift";
}

/// <summary>Unit's contract, on s3rver, where payloads are signed as a whole.</summary>
[TestClass]
public sealed class S3rverContentStoreTests : S3ContentStoreContract
{
    private protected override string Which => "s3rver";
}
