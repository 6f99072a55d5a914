using System.CommandLine;
using XdsDmp.CommandLine.Output;

namespace XdsDmp.CommandLine.Backups;

/// <summary><c>backup list</c>: which backups a folder has.</summary>
internal static class BackupListCommand
{
    private static readonly Argument<string> Folder = new("DIR") { Description = "The folder of backups" };
    private static readonly Option<bool> Json = new("--json") { Description = "As JSON" };

    public static Command Create()
    {
        Command command = new ExampleCommand(
            "list", "List the finished backups in a folder, the newest last.", "",
            "xdsdmp backup list /mnt/backup/xds")
        {
            Folder, Json,
        };
        command.Run(Run);
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        var sets = new BackupFolder(parsed.GetValue(Folder)!).Complete
            .Select(set => (set.Name, Manifest: BackupManifest.Read(set.Folder))).ToList();
        if (parsed.GetValue(Json))
        {
            JsonOutput.Write(sets.Select(set => new { Set = set.Name, set.Manifest }));
            return ExitCode.Done;
        }

        foreach (var (name, manifest) in sets)
        {
            Screen.Out.WriteLine(
                $"{name}: {manifest.Content?.Documents ?? 0} documents, "
                + $"{ByteSize.Of((manifest.Content?.Octets ?? 0) + manifest.Databases.Sum(it => it.Size))}, "
                + manifest.Program);
        }

        return ExitCode.Done;
    }
}
