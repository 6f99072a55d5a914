using System.CommandLine;
using XdsDmp.CommandLine;

namespace XdsDmp.Tests.Unit.CommandLine;

[TestClass]
public sealed class CommandTreeTests
{
    [TestMethod]
    public void EveryCommandAndOptionSaysWhatItIsFor()
    {
        foreach (var symbol in Symbols(CommandTree.Create([])))
        {
            Assert.IsFalse(string.IsNullOrWhiteSpace(symbol.Description), symbol.Name);
        }
    }

    private static IEnumerable<Symbol> Symbols(Command command) =>
    [
        command, .. command.Options, .. command.Arguments, .. command.Subcommands.SelectMany(Symbols),
    ];
}
