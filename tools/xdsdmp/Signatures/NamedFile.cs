using XdsDmp.CommandLine.Documents;
using XdsDmp.CommandLine.Output;

namespace XdsDmp.CommandLine.Signatures;

/// <summary>
/// A file on the command line and the uniqueId that it is signed under: <c>FILE</c> or <c>FILE=UNIQUEID</c>.
/// </summary>
internal sealed record NamedFile(string Path, string UniqueId)
{
    public static NamedFile Read(string argument)
    {
        var equals = argument.LastIndexOf('=');
        if (equals > 0 && !File.Exists(argument))
        {
            return new NamedFile(Existing(argument[..equals]), argument[(equals + 1)..]);
        }

        return SubmitOptions.HeaderOf(Existing(argument))?.UniqueId is { } id
            ? new NamedFile(argument, id)
            : throw CommandException.Usage(
                $"under which uniqueId is {argument} known? It is no CDA document that says so",
                $"Write {argument}=UNIQUEID.");
    }

    private static string Existing(string path) =>
        File.Exists(path) ? path : throw CommandException.Usage($"there is no file {path}");
}
