using XdsDmp.CommandLine.Documents;
using XdsDmp.CommandLine.Output;
using XdsDmp.Metadata.Model;

namespace XdsDmp.Tests.Unit.CommandLine.Documents;

[TestClass]
public sealed class CodeArgumentTests
{
    [TestMethod]
    public void TheDisplayNameIsOptional()
    {
        Assert.AreEqual(new Code("10", "1.2.3", "Rapport"), CodeArgument.Read("--class", "10^^1.2.3^Rapport"));
        Assert.AreEqual(new Code("10", "1.2.3", "10"), CodeArgument.Read("--class", "10^^1.2.3"));
    }

    [TestMethod]
    [DataRow("10")]
    [DataRow("10^Compte rendu^1.2.3")]
    [DataRow("^^1.2.3")]
    [DataRow("10^^")]
    public void AnythingElseIsAMistake(string text) =>
        Assert.ThrowsExactly<CommandException>(() => CodeArgument.Read("--class", text));
}
