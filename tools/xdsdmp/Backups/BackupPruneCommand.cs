using System.CommandLine;
using XdsDmp.CommandLine.Output;

namespace XdsDmp.CommandLine.Backups;

/// <summary><c>backup prune</c>: removes the oldest backups of a folder.</summary>
internal static class BackupPruneCommand
{
    private static readonly Argument<string> Folder = new("DIR") { Description = "The folder of backups" };
    private static readonly Option<int> Keep = new("--keep")
    {
        HelpName = "N",
        Description = "So many of the newest backups stay",
        Required = true,
    };

    public static Command Create()
    {
        Command command = new ExampleCommand(
            "prune", "Remove all but the newest backups, and documents that only the removed ones had.",
            """
            Documents that were removed from the repository (ITI-86) are in the backups that were made before, and go
            with the last of these.
            """,
            "xdsdmp backup prune /mnt/backup/xds --keep 30")
        {
            Folder, Keep,
        };
        command.Run(Run);
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        var keep = parsed.GetValue(Keep);
        var folder = new BackupFolder(parsed.GetValue(Folder)!);
        if (keep < 1)
        {
            throw CommandException.Usage("--keep is 1 or more", $"To remove all of them, remove {folder.Root}.");
        }

        folder.Find(name: null);
        var (sets, documents) = BackupPruning.Run(folder, keep, CancellationToken.None);
        Screen.Out.WriteLine($"removed: {sets} backups, {documents} documents; {folder.Complete.Count} backups stay");
        return ExitCode.Done;
    }
}
