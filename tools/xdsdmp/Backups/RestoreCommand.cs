using System.CommandLine;
using System.Diagnostics;
using XdsDmp.CommandLine.Output;
using XdsDmp.CommandLine.Serving;

namespace XdsDmp.CommandLine.Backups;

/// <summary><c>restore</c>: puts a backup into an empty place.</summary>
internal static class RestoreCommand
{
    private const string Details = """
        Only into an empty place: nothing is overwritten. Every file and document is compared with its SHA-256 on its
        way, and the audit chain is verified. Databases of an older version are brought to this one; a newer backup is
        refused. A document that is damaged in the backup is told and left out, and the exit code is 1.

        Services refuse to start on a place where a restore was interrupted: do it again. What the backup left out has
        to be brought by hand before they start: certificates, settings, and the master keys that were in use when the
        backup was made.
        """;

    private static readonly Option<string?> From = new("--from")
    {
        HelpName = "DIR",
        Description = "The folder of backups",
    };

    private static readonly Option<string?> Set = new("--set")
    {
        HelpName = "NAME",
        Description = "Which of the backups in it [default: the newest]",
    };

    private static readonly Option<bool> Json = new("--json") { Description = "As JSON" };

    private static readonly PlaceOptions Place = new("The data folder to be made; it is there in the end for 'up'");

    /// <param name="settings">Taken out of the command line by <see cref="SettingArguments.Split"/>.</param>
    public static Command Create(IReadOnlyList<string> settings)
    {
        Command command = new ExampleCommand(
            "restore", "Put a backup into an empty place.", Details,
            "xdsdmp restore --from /mnt/backup/xds --data /srv/xds-new",
            "xdsdmp restore --from /mnt/backup/xds --set 20260301T020000Z --data /srv/xds-new")
        {
            From, Set, Json,
        };
        Place.AddTo(command);
        command.Run((parsed, cancel) => RunAsync(parsed, settings, cancel));
        return command;
    }

    private static async Task<int> RunAsync(
        ParseResult parsed, IReadOnlyList<string> settings, CancellationToken cancel)
    {
        var from = parsed.GetValue(From) ?? throw CommandException.Usage("--from says where the backup is");
        if (!Place.IsGiven(parsed))
        {
            throw CommandException.Usage("--data says where to: an empty folder, or one that is not there");
        }

        var clock = Stopwatch.StartNew();
        var folder = new BackupFolder(from);
        var set = folder.Find(parsed.GetValue(Set));
        var manifest = BackupManifest.Read(set.Folder);
        var place = Place.Read(parsed, settings).OnFiles(
            "Restore to files, and move them: xdsdmp migrate. Dumps of PostgreSQL are restored by pg_restore.");
        place.Folder?.Create();
        using var mine = place.Folder is { } data ? DataFolderLock.Take(data) : null;
        var findings = await new Restoration(folder, set, manifest, place).RunAsync(cancel);
        Show(parsed, set, manifest, findings, clock.Elapsed);
        return findings.All.Count == 0 && manifest.Content is not { Damaged.Count: > 0 }
            ? ExitCode.Done
            : ExitCode.Refused;
    }

    private static void Show(
        ParseResult parsed, BackupSet set, BackupManifest manifest, BackupFindings findings, TimeSpan elapsed)
    {
        if (parsed.GetValue(Json))
        {
            JsonOutput.Write(new
            {
                Set = set.Name,
                findings.Documents,
                findings.Octets,
                findings.AuditRecords,
                Findings = findings.All,
                manifest.Content?.Damaged,
                manifest.LeftOut,
            });
            return;
        }

        BackupLines.Show(findings, $"restored {set.Name}", elapsed);
        foreach (var damaged in manifest.Content?.Damaged ?? [])
        {
            Screen.Warn(
                $"document {damaged.UniqueId} was damaged before the backup was made, and is not in it: "
                + damaged.Problem);
        }

        foreach (var left in manifest.LeftOut)
        {
            Screen.Out.WriteLine($"to be brought by hand: {left}");
        }
    }
}
