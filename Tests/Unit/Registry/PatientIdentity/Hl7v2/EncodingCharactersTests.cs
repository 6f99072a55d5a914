using XdsDmp.Registry.PatientIdentity.Hl7v2;

namespace XdsDmp.Tests.Unit.Registry.PatientIdentity.Hl7v2;

[TestClass]
public sealed class EncodingCharactersTests
{
    [TestMethod]
    [DataRow(@"^~\&")]
    [DataRow(@"^~\&#")]
    [DataRow(@"*+-/")]
    public void AnyFiveDifferentCharactersMaySeparate(string msh2) =>
        Assert.AreEqual(msh2[..4], EncodingCharacters.TryOf('|', msh2)!.Msh2);

    [TestMethod]
    [DataRow('|', "")]
    [DataRow('|', @"^~\")]
    [DataRow('|', @"^~\^")]
    [DataRow('|', @"|~\&")]
    [DataRow('|', @"A~\&")]
    [DataRow('|', @"^~\ ")]
    [DataRow('|', @"^~\&##")]
    [DataRow('1', @"^~\&")]
    [DataRow('\n', @"^~\&")]
    public void OthersDoNot(char field, string msh2) => Assert.IsNull(EncodingCharacters.TryOf(field, msh2));
}
