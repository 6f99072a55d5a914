using XdsDmp.CommandLine.Documents;
using XdsDmp.Metadata.Errors;

namespace XdsDmp.Tests.Unit.CommandLine.Documents;

[TestClass]
public sealed class RegistryErrorLinesTests
{
    [TestMethod]
    public void OurExplanationsAreTakenApart()
    {
        var explanation = new Explanation("DE-hash", "the hash is wrong", "DocumentEntry D1, hash", "x", "SHA-1");

        Assert.AreEqual(
            "the hash is wrong\nrule DE-hash\nplace: DocumentEntry D1, hash\nvalue: 'x'\naccepted: SHA-1",
            string.Join('\n', RegistryErrorLines.Explain(explanation.ToString())));
    }

    [TestMethod]
    public void WhatOthersWriteStandsAsItIs() => Assert.AreEqual(
        "patient unknown; see the feed", RegistryErrorLines.Explain("patient unknown; see the feed").Single());
}
