using XdsDmp.Atna.Storage;

namespace XdsDmp.Tests.Unit.Atna.Storage;

[TestClass]
public sealed class StorableTextTests
{
    /// <summary>Halves of pairs would not come through the attributes of a test.</summary>
    [TestMethod]
    public void WhatNoDatabaseTakesIsReplaced()
    {
        (string Text, string Expected)[] texts =
        [
            ("plain", "plain"),
            ("Hélène \U0001F600", "Hélène \U0001F600"),
            ("a\0b", "a\uFFFDb"),
            ("\uD83D", "\uFFFD"),
            ("\uDE00 end", "\uFFFD end"),
            ("\uD83D\uD83D\uDE00", "\uFFFD\uD83D\uDE00"),
        ];
        foreach (var (text, expected) in texts)
        {
            Assert.AreEqual(expected, StorableText.Of(text));
        }
    }

    [TestMethod]
    public void APairIsNotCutInTwo()
    {
        Assert.AreEqual("a", StorableText.Cut("a\U0001F600", 2));
        Assert.AreEqual("a\U0001F600", StorableText.Cut("a\U0001F600b", 3));
    }

    [TestMethod]
    public void AMessageWithNulIsARecordThatIsFound()
    {
        using var archive = new TemporaryArchive();
        archive.Append(Messages.Of(
            """
            {"resourceType":"AuditEvent","type":{"code":"rest"},"recorded":"2026-03-01T10:00:00Z",
             "agent":[{"requestor":true,"name":"a\u0000b"}],"source":{"observer":{"display":"x\u0000y"}}}
            """u8.ToArray()));

        Assert.HasCount(1, archive.Find(new AuditFilter { EventCode = "rest" }));
        Assert.IsTrue(archive.Verify().IsIntact);
    }
}
