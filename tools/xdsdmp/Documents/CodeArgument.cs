using XdsDmp.CommandLine.Output;
using XdsDmp.Metadata.Model;

namespace XdsDmp.CommandLine.Documents;

/// <summary>
/// A code on the command line: <c>code^^scheme^display</c>, as stored queries write codes, with its name behind.
/// </summary>
internal static class CodeArgument
{
    public static Code Read(string option, string text)
    {
        var parts = text.Split('^');
        return parts is [{ Length: > 0 } value, "", { Length: > 0 } scheme, ..] && parts.Length <= 4
            ? new Code(value, scheme, parts is [_, _, _, { Length: > 0 } display] ? display : value)
            : throw CommandException.Usage(
                $"{option}: '{text}' is not a code",
                "Write code^^scheme^display, for instance 34133-9^^2.16.840.1.113883.6.1^Summary");
    }
}
