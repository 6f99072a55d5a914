using XdsDmp.CommandLine.Documents;

namespace XdsDmp.Tests.Unit.CommandLine.Documents;

[TestClass]
public sealed class RetrievalTargetTests
{
    [TestMethod]
    [DataRow("1.2.3^A-1", "text/xml", "1.2.3_A-1.xml")]
    [DataRow("../../etc/passwd", "text/plain; charset=utf-8", "_.._etc_passwd.txt")]
    [DataRow("..", "x/y", "document")]
    [DataRow("urn:uuid:1", "application/pdf", "urn_uuid_1.pdf")]
    public void AFileNameStaysInItsFolder(string uniqueId, string mimeType, string expected) =>
        Assert.AreEqual(expected, RetrievalTarget.FileNameOf(uniqueId, mimeType));
}
