using System.CommandLine;
using System.Globalization;
using XdsDmp.Atna.Archiving;
using XdsDmp.CommandLine.Output;

namespace XdsDmp.CommandLine.Audit;

/// <summary><c>audit archive</c>: writes old records to files now, without waiting for the setting.</summary>
internal static class AuditArchiveCommand
{
    private const int DefaultSegmentRecords = 100_000;

    private static readonly Argument<string> Folder = new("FOLDER") { Description = "Where the files go" };
    private static readonly Option<string> Before = new("--before")
    {
        HelpName = "TIME",
        Description = "Records received before this time, for instance 2026-03-01; at most all until now",
        Required = true,
    };

    private static readonly Option<int> SegmentRecords = new("--segment-records")
    {
        HelpName = "N",
        Description = "Records of one file",
        DefaultValueFactory = _ => DefaultSegmentRecords,
    };

    private static readonly Option<string?> Key = new("--key")
    {
        HelpName = "FILE",
        Description = "The key that signs checkpoints [default: the one beside the database]",
    };

    private static readonly ArchiveOptions Archive = new();

    public static Command Create()
    {
        Command command = new ExampleCommand(
            "archive",
            "Write old audit records to signed files. The services may run; nothing is removed.",
            """
            Goes on where the last file ended. Every file is read back and verified, and recorded in the chain. Records
            are removed by the service alone, by Atna:RetentionDays, and only if it finds their file in its own
            Atna:ArchiveFolder: use the same folder.
            """,
            "xdsdmp audit archive ./archive --before 2026-01-01")
        {
            Folder, Before, SegmentRecords, Key,
        };
        Archive.AddTo(command);
        command.Run(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        var text = parsed.GetValue(Before)!;
        if (!DateTimeOffset.TryParse(
            text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var before))
        {
            throw CommandException.Usage($"--before: '{text}' is not a time", "Write 2026-03-01.");
        }

        if (before > TimeProvider.System.GetUtcNow())
        {
            Screen.Warn($"{text} is in the future: all that has been received until now is archived");
        }

        Archive.Open(parsed).Dispose();
        var key = parsed.GetValue(Key) ?? Archive.Beside(parsed, "-checkpoint.key");
        if (!File.Exists(key))
        {
            throw CommandException.Usage($"there is no key at {key}", "Name it with --key FILE.");
        }

        var folder = new ArchiveRun(Archive.DatabaseOf(parsed), key, parsed.GetValue(Folder)!);
        await foreach (var segment in folder.RunAsync(before, parsed.GetValue(SegmentRecords), cancel))
        {
            Screen.Out.WriteLine($"{segment.File}: records {segment.First} to {segment.Last}");
        }

        return ExitCode.Done;
    }
}
