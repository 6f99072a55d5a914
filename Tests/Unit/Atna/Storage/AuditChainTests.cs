using XdsDmp.Atna.Storage;

namespace XdsDmp.Tests.Unit.Atna.Storage;

[TestClass]
public sealed class AuditChainTests
{
    // Computed by another program, from the description of the chain.
    private const string ContentHash = "11e03e28fc880cab32be007423ddc160f41d6db60844e9cc1ae5f2538173813a";
    private const string ChainHash = "59af497289e4c5db3bc323df777ee15276b3e7a39e24abefd3808d425e2924cc";

    private static readonly ReceivedMessage Message = Messages.Of([1, 2, 3]);

    /// <summary>Old archives are verified by this form of the hash: it never changes under the same version.</summary>
    [TestMethod]
    public void TheHashOfVersionOneIsFixed()
    {
        var content = AuditChain.ContentHash(Message);
        var chain = AuditChain.ChainHash(AuditChain.Start, 1, content);

        Assert.AreEqual(ContentHash, Convert.ToHexStringLower(content));
        Assert.AreEqual(ChainHash, Convert.ToHexStringLower(chain));
    }

    [TestMethod]
    public void EveryFieldCounts()
    {
        ReceivedMessage[] others =
        [
            Message with { ReceivedAt = Message.ReceivedAt.AddMicroseconds(1) },
            Message with { Transport = "syslog-udp" },
            Message with { Peer = "192.0.2.8" },
            Message with { PeerCertificate = null },
            Message with { PeerCertificate = "" },
            Message with { Raw = [1, 2, 4] },
        ];

        var hashes = others.Append(Message).Select(AuditChain.ContentHash).Select(Convert.ToHexString);

        Assert.HasCount(others.Length + 1, hashes.ToHashSet());
    }

    [TestMethod]
    public void OctetsThatMoveFromOneFieldToTheNextChangeTheHash()
    {
        var one = Message with { Transport = "ab", Peer = "c" };
        var other = Message with { Transport = "a", Peer = "bc" };

        CollectionAssert.AreNotEqual(AuditChain.ContentHash(one), AuditChain.ContentHash(other));
    }

    [TestMethod]
    public void TheChainHashCoversThePlaceAndTheRecordBefore()
    {
        var content = AuditChain.ContentHash(Message);
        var hash = AuditChain.ChainHash(AuditChain.Start, 1, content);

        CollectionAssert.AreNotEqual(hash, AuditChain.ChainHash(AuditChain.Start, 2, content));
        CollectionAssert.AreNotEqual(hash, AuditChain.ChainHash(content, 1, content));
    }

    [TestMethod]
    public void AHeadSurvivesBeingWrittenDown()
    {
        var head = new ChainHead(42, AuditChain.ContentHash(Message));

        var read = ChainHead.TryParse(head.ToString() + "\n");

        Assert.AreEqual(head.ToString(), read?.ToString());
        Assert.IsNull(ChainHead.TryParse("42:abcd"));
        Assert.IsNull(ChainHead.TryParse("42"));
        Assert.IsNull(ChainHead.TryParse("-1:" + new string('a', 64)));
    }
}
