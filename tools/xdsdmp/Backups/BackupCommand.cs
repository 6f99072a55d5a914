using System.CommandLine;
using System.Diagnostics;
using XdsDmp.CommandLine.Output;
using XdsDmp.CommandLine.Serving;

namespace XdsDmp.CommandLine.Backups;

/// <summary><c>backup</c>: copies everything while the services run.</summary>
internal static class BackupCommand
{
    private const string Details = """
        In it: what the registry knows, the repository's list of documents, the documents, the audit records, so that
        the four agree: everything that was confirmed before the backup began. Not in it: master keys of encrypted
        documents, never; settings, certificates and private keys, unless --with-configuration.

        A folder takes many backups. Documents never change, so that each is copied once and shared by all of them.
        Every document is compared with its SHA-256; one that is damaged is told, and the exit code is 1, but the
        backup is made. A folder that was left behind by an interrupted backup has no manifest and is none.

        Content in S3 stays there unless --with-content; content in the database is in the database.
        """;

    private const string Instead =
        "Use PostgreSQL's own tools: pg_basebackup and its log for all at once; or pg_dump of the registry's database, "
        + "then of the repository's, then a copy of the content store, then pg_dump of the audit repository's.";

    private static readonly Option<string?> To = new("--to")
    {
        HelpName = "DIR",
        Description = "The folder of backups, on another disk",
    };

    private static readonly Option<bool> WithConfiguration = new("--with-configuration")
    {
        Description = "Settings, certificates and private keys as well; keep such a backup as you keep the keys",
    };

    private static readonly Option<bool> WithContent = new("--with-content")
    {
        Description = "Copy the documents out of S3 as well",
    };

    private static readonly Option<bool> Json = new("--json") { Description = "As JSON" };

    private static readonly PlaceOptions Place = new(
        $"The data folder of 'up' [default: {DataFolder.Variable}, else ./data]");

    /// <param name="settings">Taken out of the command line by <see cref="SettingArguments.Split"/>.</param>
    public static Command Create(IReadOnlyList<string> settings)
    {
        Command command = new ExampleCommand(
            "backup",
            "Copy registry, repository, documents and audit records to a folder, while the services run.", Details,
            "xdsdmp backup --data /srv/xds --to /mnt/backup/xds",
            "xdsdmp backup --configuration /etc/xdsdmp/registry.json --configuration /etc/xdsdmp/repository.json "
            + "--configuration /etc/xdsdmp/atna.json --to /mnt/backup/xds",
            "xdsdmp backup verify /mnt/backup/xds")
        {
            To, WithConfiguration, WithContent, Json, BackupVerifyCommand.Create(), BackupListCommand.Create(),
            BackupPruneCommand.Create(),
        };
        Place.AddTo(command);
        command.Run((parsed, cancel) => RunAsync(parsed, Place.Read(parsed, settings).OnFiles(Instead), cancel));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, BackupPlace place, CancellationToken cancel)
    {
        var to = parsed.GetValue(To) ?? throw CommandException.Usage("--to says where the backup goes");
        var clock = Stopwatch.StartNew();
        var options = new BackupOptions(parsed.GetValue(WithConfiguration), parsed.GetValue(WithContent) ? true : null);
        var (set, manifest) = await new BackupRun(place, new BackupFolder(to), options).RunAsync(cancel);
        if (parsed.GetValue(Json))
        {
            JsonOutput.Write(new { Set = set.Name, set.Folder, Manifest = manifest });
        }
        else
        {
            BackupLines.Show(set, manifest, clock.Elapsed);
        }

        return manifest.Content is { Damaged.Count: > 0 } ? ExitCode.Refused : ExitCode.Done;
    }
}
