using XdsDmp.Security.Assertions.Checks;

namespace XdsDmp.Tests.Unit.Security.Assertions.Checks;

[TestClass]
public sealed class AssertionMemoryTests
{
    private static readonly DateTimeOffset Now = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);

    [TestMethod]
    public void ASignatureIsRememberedUntilTheAssertionExpires()
    {
        var memory = new AssertionMemory();
        memory.FirstUse("digest", "signer", "client", Now.AddMinutes(1), Now);
        Assert.AreEqual("signer", memory.SignerOf("digest", Now));
        Assert.IsNull(memory.SignerOf("digest", Now.AddMinutes(1)));
        Assert.IsNull(memory.SignerOf("other", Now));
    }

    [TestMethod]
    public void TheFirstSystemIsRememberedEvenIfItComesAfterOneThatPassesOn()
    {
        var memory = new AssertionMemory();
        Assert.IsNull(memory.FirstUse("digest", "signer", null, Now.AddMinutes(1), Now));
        Assert.AreEqual("first", memory.FirstUse("digest", "signer", "first", Now.AddMinutes(1), Now));
        Assert.AreEqual("first", memory.FirstUse("digest", "signer", "second", Now.AddMinutes(1), Now));
    }

    [TestMethod]
    public void ItIsBoundedAndForgetsFirstWhatHasExpired()
    {
        var memory = new AssertionMemory(capacity: 16);
        for (var i = 0; i < 8; i++)
        {
            memory.FirstUse($"old{i}", "signer", "client", Now.AddMinutes(1), Now);
        }

        for (var i = 0; i < 1000; i++)
        {
            memory.FirstUse($"new{i}", "signer", "client", Now.AddMinutes(30 + i), Now.AddMinutes(2));
            Assert.IsLessThanOrEqualTo(16, memory.Count);
        }

        Assert.AreEqual("signer", memory.SignerOf("new999", Now.AddMinutes(2)));
    }
}
