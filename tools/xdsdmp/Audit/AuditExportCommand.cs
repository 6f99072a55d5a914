using System.CommandLine;
using XdsDmp.CommandLine.Output;

namespace XdsDmp.CommandLine.Audit;

/// <summary><c>audit export</c>: records as they are, to a file that verifies by itself.</summary>
internal static class AuditExportCommand
{
    private static readonly Argument<string> Target = new("FILE") { Description = "For instance records.audit.gz" };
    private static readonly Option<long> First = new("--first")
    {
        HelpName = "N",
        Description = "The first record",
        DefaultValueFactory = _ => 1,
    };

    private static readonly Option<long> Last = new("--last")
    {
        HelpName = "N",
        Description = "The last record [default: the end]",
        DefaultValueFactory = _ => long.MaxValue,
    };

    private static readonly ArchiveOptions Archive = new();

    public static Command Create()
    {
        Command command = new ExampleCommand(
            "export",
            "Write audit records to a file that 'audit verify --archive' verifies by itself.",
            """
            The file is gzip of lines of JSON: a first line, one for each record with its hashes, one for each signed
            checkpoint among them, a last line. Nothing is changed in the database.
            """,
            "xdsdmp audit export records.audit.gz",
            "xdsdmp audit export part.audit.gz --first 1000 --last 2000")
        {
            Target, First, Last,
        };
        Archive.AddTo(command);
        command.Run(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        var (first, last) = (parsed.GetValue(First), parsed.GetValue(Last));
        if (first < 1 || last < first)
        {
            throw CommandException.Usage("--first is 1 or more, and --last not before it");
        }

        var file = parsed.GetValue(Target)!;
        using var archive = Archive.Open(parsed);
        await Archive.TellAsync(parsed);
        var count = await CountingSpinner.RunAsync(
            "exporting", "records", _ => archive.ExportAsync(file, first, last, cancel));
        Screen.Error.WriteLine($"{count} records in {file}");
        return ExitCode.Done;
    }
}
