using System.CommandLine;
using XdsDmp.CommandLine.Output;
using XdsDmp.Repository.Content.Encryption;

namespace XdsDmp.CommandLine.Content;

/// <summary><c>content new-key</c>: makes a master key.</summary>
internal static class ContentNewKeyCommand
{
    private static readonly Argument<string> KeyFile = new("FILE") { Description = "The file of master keys" };

    public static Command Create()
    {
        Command command = new ExampleCommand(
            "new-key", "Make a new master key and put it above those in the file; the file is made if need be.",
            """
            A repository whose Repository:MasterKeyFile this is takes it up within a minute: new documents are encrypted
            under it, and the keys of all others are wrapped by it anew. When 'xdsdmp content keys' shows the new key
            only, the older lines may go, unless a backup still needs them. Whoever loses this file loses all documents:
            keep a copy elsewhere, and never with the backups.
            """,
            "xdsdmp content new-key /etc/xdsdmp/master.keys")
        {
            KeyFile,
        };
        command.Run(Run);
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        var file = Path.GetFullPath(parsed.GetRequiredValue(KeyFile));
        if (File.Exists(file))
        {
            _ = KeyRing.ReadFile(file);
        }

        Screen.Out.WriteLine($"{KeyRing.Add(file).Id} is the current master key of {file}");
        return ExitCode.Done;
    }
}
