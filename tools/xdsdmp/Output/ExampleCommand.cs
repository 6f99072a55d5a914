using System.CommandLine;

namespace XdsDmp.CommandLine.Output;

/// <summary>A command whose help says more than one line about it, and ends with examples.</summary>
/// <param name="name">As it is typed.</param>
/// <param name="description">One line: it stands in the list of commands too.</param>
/// <param name="details">What stands below the options; may be empty.</param>
/// <param name="examples">Whole command lines.</param>
internal sealed class ExampleCommand(string name, string description, string details, params string[] examples)
    : Command(name, description)
{
    public string Details => details;

    public IReadOnlyList<string> Examples => examples;
}
