using XdsDmp.Repository.Content;
using XdsDmp.Repository.Integrity;

namespace XdsDmp.Tests.Unit.Repository.Integrity;

[TestClass]
public sealed class RecentlyVerifiedTests
{
    private static readonly ContentReference Large = new("large", RecentlyVerified.MinBytes, [], null);
    private static readonly ContentReference Small = new("small", RecentlyVerified.MinBytes - 1, [], null);

    private readonly SteppedClock _clock = new();

    [TestMethod]
    public void ALargeDocumentIsRememberedForAWhile()
    {
        var verified = new RecentlyVerified(_clock);
        Assert.IsNull(verified.ChecksumOf(Large));
        verified.Note(Large, 7);
        Assert.AreEqual((UInt128)7, verified.ChecksumOf(Large));
        _clock.Now += RecentlyVerified.Lasts;
        Assert.IsNull(verified.ChecksumOf(Large));
    }

    [TestMethod]
    public void ASmallOneIsNotRememberedAndADamagedOneIsForgotten()
    {
        var verified = new RecentlyVerified(_clock);
        verified.Note(Small, 7);
        verified.Note(Large, 7);
        verified.Forget(Large);
        Assert.IsNull(verified.ChecksumOf(Small));
        Assert.IsNull(verified.ChecksumOf(Large));
    }

    private sealed class SteppedClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
