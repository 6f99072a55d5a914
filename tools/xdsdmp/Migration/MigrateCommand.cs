using System.CommandLine;
using System.Diagnostics;
using XdsDmp.CommandLine.Backups;
using XdsDmp.CommandLine.Output;
using XdsDmp.CommandLine.Serving;

namespace XdsDmp.CommandLine.Migration;

/// <summary><c>migrate</c>: from SQLite and disk to PostgreSQL and S3.</summary>
internal static class MigrateCommand
{
    private const string Details = """
        What services have in SQLite files and in one content store goes to PostgreSQL databases and to another content
        store. The services are stopped, or --from names a copy of them (xdsdmp backup, xdsdmp restore). Nothing of the
        source is changed. Each new database is there, empty, made with ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C'.

        --to names files with the settings that change, --Section:Key=value on the command line overrules them; what
        they do not say stays as it is. A database whose setting stays the same is not moved, nor are the documents.

        It may be interrupted at any moment and started again: it goes on where it was. Until its end services refuse to
        start on the new databases. In the end both sides are read and compared row by row, and the audit chain is
        verified; every document is compared with its SHA-256 while it is copied.
        """;

    private static readonly Option<string[]> From = new("--from")
    {
        HelpName = "DIR|FILE",
        Description = "The data folder of 'up'; or configuration files of services (appsettings.json), one option each",
    };

    private static readonly Option<string[]> To = new("--to")
    {
        HelpName = "FILE",
        Description = "Settings that change (JSON), one option for each file",
    };

    private static readonly Option<bool> Json = new("--json") { Description = "As JSON" };

    /// <param name="settings">Taken out of the command line by <see cref="SettingArguments.Split"/>.</param>
    public static Command Create(IReadOnlyList<string> settings)
    {
        Command command = new ExampleCommand(
            "migrate", "Move databases and documents of stopped services to PostgreSQL and to another content store.",
            Details,
            "xdsdmp migrate --from /srv/xds --to postgres.json",
            "xdsdmp migrate --from /srv/xds "
            + "--Registry:Database='postgres:Host=db;Database=registry;Username=registry'")
        {
            From, To, Json,
        };
        command.Run((parsed, cancel) => RunAsync(parsed, settings, cancel));
        return command;
    }

    private static async Task<int> RunAsync(
        ParseResult parsed, IReadOnlyList<string> settings, CancellationToken cancel)
    {
        var clock = Stopwatch.StartNew();
        var from = Source(parsed.GetValue(From) ?? []);
        var to = BackupPlace.Over(from, parsed.GetValue(To) ?? [], SettingArguments.Read(settings));
        using var mine = from.Folder is { } folder ? DataFolderLock.Take(folder) : null;
        var result = await new MigrationRun(from, to).RunAsync(cancel);
        if (parsed.GetValue(Json))
        {
            JsonOutput.Write(result);
        }
        else
        {
            MigrationLines.Show(result, from, to, clock.Elapsed);
        }

        return result.Damaged.Count == 0 ? ExitCode.Done : ExitCode.Refused;
    }

    private static BackupPlace Source(string[] paths)
    {
        var nothing = new Dictionary<string, string?>();
        return paths switch
        {
            [] => throw CommandException.Usage("--from says what is moved: a data folder, or configuration files"),
            [var folder] when Directory.Exists(folder) => BackupPlace.OfFolder(DataFolder.Of(folder), nothing),
            _ => BackupPlace.OfFiles(paths, nothing),
        };
    }
}
