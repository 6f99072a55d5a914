using XdsDmp.CommandLine.Configuration;

namespace XdsDmp.Tests.Unit.CommandLine.Configuration;

[TestClass]
public sealed class JsonLinesTests
{
    [TestMethod]
    public void EveryKeyHasItsLine()
    {
        var lines = JsonLines.Of("""
            {
              // where it listens
              "Registry": { "Port": 1,
                "AssigningAuthorities": [ "1.2",
                  "1.3" ] },
              "Repository": {
                "S3": { "Bucket": "b" },
              },
              "Profile": "Dmp"
            }
            """u8);

        Assert.AreEqual(3, lines["Registry:Port"]);
        Assert.AreEqual(4, lines["registry:assigningauthorities:0"]);
        Assert.AreEqual(5, lines["Registry:AssigningAuthorities:1"]);
        Assert.AreEqual(7, lines["Repository:S3:Bucket"]);
        Assert.AreEqual(9, lines["Profile"]);
    }
}
