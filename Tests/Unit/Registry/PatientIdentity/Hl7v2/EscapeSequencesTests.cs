using XdsDmp.Registry.PatientIdentity.Hl7v2;

namespace XdsDmp.Tests.Unit.Registry.PatientIdentity.Hl7v2;

[TestClass]
public sealed class EscapeSequencesTests
{
    [TestMethod]
    [DataRow(@"A\T\B", "A&B")]
    [DataRow(@"\F\\S\\T\\R\\E\", @"|^&~\")]
    [DataRow(@"\X41\\X4243\", "ABC")]
    [DataRow(@"\H\bold\N\", @"\H\bold\N\")]
    [DataRow(@"\X4\", @"\X4\")]
    [DataRow(@"\XZZ\", @"\XZZ\")]
    [DataRow(@"half \T", @"half \T")]
    [DataRow("plain", "plain")]
    public void SequencesBecomeCharacters(string written, string meant) =>
        Assert.AreEqual(meant, EscapeSequences.Unescape(written, EncodingCharacters.Standard));

    [TestMethod]
    public void SeparatorsAreWrittenAsSequences() =>
        Assert.AreEqual(@"\F\\S\\T\\R\\E\", EscapeSequences.Escape(@"|^&~\", EncodingCharacters.Standard));

    [TestMethod]
    public void ATextCannotBeginASegmentOfItsOwn() =>
        Assert.AreEqual("a MSA\\F\\AA", EscapeSequences.Escape("a\rMSA|AA", EncodingCharacters.Standard));

    [TestMethod]
    public void TheSeparatorsAreThoseOfTheMessage()
    {
        var others = EncodingCharacters.TryOf('#', "*+-/")!;

        Assert.AreEqual("^|&", EscapeSequences.Escape("^|&", others));
        Assert.AreEqual("-S-", EscapeSequences.Escape("*", others));
        Assert.AreEqual("*", EscapeSequences.Unescape("-S-", others));
    }
}
