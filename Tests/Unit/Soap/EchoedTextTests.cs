using XdsDmp.Soap;

namespace XdsDmp.Tests.Unit.Soap;

[TestClass]
public sealed class EchoedTextTests
{
    [TestMethod]
    [DataRow("a\r\nb\0\u001b\u2028\u202e\ufffe", "'a??b?????'")]
    [DataRow("é \U0001F600", "'é \U0001F600'")]
    [DataRow(null, "(none)")]
    public void OnlyWhatPrintsIsRepeated(string? value, string expected) =>
        Assert.AreEqual(expected, EchoedText.Quote(value));

    [TestMethod]
    public void HalfAPairIsNotRepeated() => Assert.AreEqual("'a??b'", EchoedText.Quote("a\ud800\ud800b"));

    [TestMethod]
    public void ALongValueIsCut()
    {
        Assert.AreEqual(203, EchoedText.Quote(new string('x', 100_000)).Length);
        Assert.AreEqual("ab…", EchoedText.Clean("abc", 2));
    }
}
