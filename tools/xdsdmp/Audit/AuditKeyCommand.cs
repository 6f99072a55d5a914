using System.CommandLine;
using XdsDmp.Atna.Storage.Checkpoints;
using XdsDmp.CommandLine.Output;

namespace XdsDmp.CommandLine.Audit;

/// <summary><c>audit key</c>: the public key of the checkpoints, to be published.</summary>
internal static class AuditKeyCommand
{
    private static readonly ArchiveOptions Archive = new();

    public static Command Create()
    {
        Command command = new ExampleCommand(
            "key", "Print the public key that verifies checkpoints and archives.",
            "Keep it where the database's administrator cannot change it.",
            "xdsdmp audit key > atna.pub");
        Archive.AddTo(command);
        command.Run(Run);
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        var file = Archive.Beside(parsed, "-checkpoint.pub");
        if (!File.Exists(file))
        {
            throw CommandException.Usage($"there is no public key at {file}: the first start makes it");
        }

        using var keys = PublicKeys.Read(file);
        Screen.Out.Profile.Out.Writer.Write(File.ReadAllText(file));
        Screen.Error.WriteLine($"key {keys.Ids.First()}");
        return ExitCode.Done;
    }
}
