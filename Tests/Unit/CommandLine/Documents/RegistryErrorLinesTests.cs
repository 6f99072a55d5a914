using XdsDmp.CommandLine.Documents;
using XdsDmp.Metadata.Errors;

namespace XdsDmp.Tests.Unit.CommandLine.Documents;

[TestClass]
public sealed class RegistryErrorLinesTests
{
    [TestMethod]
    public void OurExplanationsAreTakenApart()
    {
        var context = new Explanation("DE-hash", "the hash is wrong", "DocumentEntry D1, hash", "x", "SHA-1").ToString();

        Assert.AreEqual(
            "the hash is wrong\nrule DE-hash\nplace: DocumentEntry D1, hash\nvalue: 'x'\naccepted: SHA-1",
            string.Join('\n', RegistryErrorLines.Explain(context)));
    }

    [TestMethod]
    public void WhatOthersWriteStandsAsItIs() => Assert.AreEqual(
        "patient unknown; see the feed", RegistryErrorLines.Explain("patient unknown; see the feed").Single());
}
