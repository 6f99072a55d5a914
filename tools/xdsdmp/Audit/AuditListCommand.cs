using System.CommandLine;
using System.Globalization;
using XdsDmp.Atna.Storage;
using XdsDmp.CommandLine.Output;

namespace XdsDmp.CommandLine.Audit;

/// <summary><c>audit list</c>: the newest records that fit.</summary>
internal static class AuditListCommand
{
    private static readonly Option<string?> Patient =
        Text("--patient", "CX", "Of this patient: id^^^&oid&ISO, or the id alone");
    private static readonly Option<string?> User = Text("--user", "ID", "UserID or UserName of any participant");
    private static readonly Option<string?> Event =
        Text("--event", "CODE", "Type or id of the event: ITI-41, 110113, …");
    private static readonly Option<string?> Object = Text("--object", "ID", "uniqueId of a document or submission set");
    private static readonly Option<string?> Source = Text("--source", "ID", "AuditSourceID of the sender");
    private static readonly Option<string?> From =
        Text("--from", "TIME", "Received at this time or later, for instance 2026-03-01");
    private static readonly Option<string?> To = Text("--to", "TIME", "Received before this time");
    private static readonly Option<string?> Contains = Text("--text", "TEXT", "The message contains this");
    private static readonly Option<int?> Outcome = new("--outcome")
    {
        HelpName = "0|4|8|12",
        Description = "EventOutcomeIndicator: 0 success, 4 minor, 8 serious, 12 major failure",
    };

    private static readonly Option<int> Limit = new("--limit")
    {
        Description = $"At most so many, {AuditFilter.MaxLimit} at the utmost",
        DefaultValueFactory = _ => 50,
    };

    private static readonly Option<int> Offset = new("--offset") { Description = "Pass over so many of the newest" };
    private static readonly Option<bool> Json = new("--json") { Description = "As JSON" };
    private static readonly ArchiveOptions Archive = new();

    public static Command Create()
    {
        Command command = new ExampleCommand(
            "list", "List audit records, the newest last.", "All conditions given must hold.",
            "xdsdmp audit list --patient DMP-1",
            "xdsdmp audit list --event ITI-43 --from 2026-03-01 --json",
            "xdsdmp audit list --event 110113 --outcome 4")
        {
            Patient, User, Event, Object, Source, Outcome, From, To, Contains, Limit, Offset, Json,
        };
        Archive.AddTo(command);
        command.Run(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        var filter = FilterOf(parsed);
        using var archive = Archive.Open(parsed);
        await Archive.TellAsync(parsed);
        IReadOnlyList<AuditListing> records = [.. archive.List(filter).Reverse()];
        if (parsed.GetValue(Json))
        {
            JsonOutput.Write(records.Select(AuditTables.Json));
        }
        else
        {
            Screen.Out.Write(AuditTables.Of(records));
            var more = records.Count == filter.Limit ? "; there may be more (--limit, --offset)" : "";
            Screen.Error.WriteLine($"{records.Count} {(records.Count == 1 ? "record" : "records")}{more}");
        }

        return ExitCode.Done;
    }

    private static AuditFilter FilterOf(ParseResult parsed)
    {
        var (limit, offset) = (parsed.GetValue(Limit), parsed.GetValue(Offset));
        if (limit is < 1 or > AuditFilter.MaxLimit || offset < 0)
        {
            throw CommandException.Usage($"--limit is 1 to {AuditFilter.MaxLimit}, --offset not negative");
        }

        return new AuditFilter
        {
            Patient = parsed.GetValue(Patient),
            User = parsed.GetValue(User),
            EventCode = parsed.GetValue(Event),
            ObjectId = parsed.GetValue(Object),
            Source = parsed.GetValue(Source),
            Outcome = parsed.GetValue(Outcome),
            ReceivedFrom = TimeOf(parsed, From),
            ReceivedBefore = TimeOf(parsed, To),
            Text = parsed.GetValue(Contains),
            Limit = limit,
            Offset = offset,
        };
    }

    private static DateTimeOffset? TimeOf(ParseResult parsed, Option<string?> option)
    {
        if (parsed.GetValue(option) is not { } text)
        {
            return null;
        }

        return DateTimeOffset.TryParse(text, null, DateTimeStyles.AssumeUniversal, out var time)
            ? time
            : throw CommandException.Usage(
                $"{option.Name}: '{text}' is not a time", "Write 2026-03-01 or 2026-03-01T08:15:00Z.");
    }

    private static Option<string?> Text(string name, string value, string description) =>
        new(name) { HelpName = value, Description = description };
}
