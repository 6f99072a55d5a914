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
        Assert.IsFalse(verified.Has(Large));
        verified.Note(Large);
        Assert.IsTrue(verified.Has(Large));
        _clock.Now += RecentlyVerified.Lasts;
        Assert.IsFalse(verified.Has(Large));
    }

    [TestMethod]
    public void ASmallOneIsNotRememberedAndADamagedOneIsForgotten()
    {
        var verified = new RecentlyVerified(_clock);
        verified.Note(Small);
        verified.Note(Large);
        verified.Forget(Large);
        Assert.IsFalse(verified.Has(Small));
        Assert.IsFalse(verified.Has(Large));
    }

    private sealed class SteppedClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
