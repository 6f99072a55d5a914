using System.CommandLine;
using XdsDmp.CommandLine.Backups;
using XdsDmp.CommandLine.Output;
using XdsDmp.CommandLine.Serving;
using XdsDmp.Repository.Storage;
using Received = XdsDmp.Repository.Recipient.Inbox;

namespace XdsDmp.CommandLine.Inbox;

/// <summary><c>inbox</c>: what the Document Recipient (XDR) has received, for people and integration engines.</summary>
internal static class InboxCommand
{
    private const string Details = """
        It works on the data folder itself, whether the services run or not. An engine asks 'list --json', does
        'save N --to DIR', and when it has taken what it wants, 'done N': only then are metadata and documents deleted.
        Saving and deleting leave their records in the audit trail.
        """;

    private static readonly PlaceOptions Place = new(
        $"The data folder of 'up' [default: {DataFolder.Variable}, else ./data]");

    private static readonly Argument<long> Number = new("N") { Description = "The number in the list" };

    private static readonly Option<bool> Json = new("--json") { Description = "As JSON" };

    private static readonly Option<int> Limit = new("--limit")
    {
        HelpName = "N",
        Description = "At most so many, the oldest first",
        DefaultValueFactory = _ => 100,
    };

    private static readonly Option<string?> To = new("--to")
    {
        HelpName = "DIR",
        Description = "The submission becomes a folder in this one, named by its number",
    };

    private static readonly Option<bool> Done = new("--done") { Description = "Delete it here when it is saved" };

    /// <param name="settings">Taken out of the command line by <see cref="SettingArguments.Split"/>.</param>
    public static Command Create(IReadOnlyList<string> settings) => new ExampleCommand(
        "inbox", "See, save and finish what the Document Recipient (XDR) has received.", Details,
        "xdsdmp inbox list --json", "xdsdmp inbox save 17 --to /srv/engine/in", "xdsdmp inbox done 17")
    {
        Sub("list", "List what waits.", settings, Listed, Json, Limit),
        Sub("show", "Show one submission, its metadata and its documents.", settings, Shown, Number, Json),
        Sub("save", "Save one submission to a folder: metadata.xml, submission.json, documents.", settings, SavedAsync,
            Number, To, Done),
        Sub("done", "Delete one submission here: its metadata, its documents, for good.", settings, DoneAsync, Number),
    };

    private static Command Sub(
        string name, string description, IReadOnlyList<string> settings,
        Func<ParseResult, Received, CancellationToken, Task<int>> action, params Symbol[] symbols)
    {
        var command = new Command(name, description);
        foreach (var symbol in symbols)
        {
            switch (symbol)
            {
                case Argument argument:
                    command.Add(argument);
                    break;
                case Option option:
                    command.Add(option);
                    break;
            }
        }

        Place.AddTo(command);
        command.Run(async (parsed, cancel) =>
        {
            var place = Place.Read(parsed, settings);
            if (place.Repository is not { } database || !DatabaseLocation.IsThere(database.File))
            {
                throw CommandException.Usage("there is no repository here, so that nothing was received");
            }

            using var inbox = Received.Open(place.Settings);
            return await action(parsed, inbox, cancel);
        });
        return command;
    }

    private static Task<int> Listed(ParseResult parsed, Received inbox, CancellationToken cancel)
    {
        var waiting = inbox.Waiting(parsed.GetValue(Limit));
        if (parsed.GetValue(Json))
        {
            JsonOutput.Write(waiting.Select(InboxLines.Json));
        }
        else
        {
            InboxLines.Show(waiting);
        }

        return Task.FromResult(ExitCode.Done);
    }

    private static Task<int> Shown(ParseResult parsed, Received inbox, CancellationToken cancel)
    {
        var submission = Find(inbox, parsed);
        var metadata = inbox.Metadata(submission.Key);
        if (parsed.GetValue(Json))
        {
            JsonOutput.Write(InboxLines.Json(submission, metadata, inbox.Documents(submission.Key)));
        }
        else
        {
            InboxLines.Show(submission, metadata, inbox.Documents(submission.Key));
        }

        return Task.FromResult(ExitCode.Done);
    }

    private static async Task<int> SavedAsync(ParseResult parsed, Received inbox, CancellationToken cancel)
    {
        var to = parsed.GetValue(To) ?? throw CommandException.Usage("--to says where it is saved");
        var submission = Find(inbox, parsed);
        var folder = await SavedSubmission.SaveAsync(inbox, submission, to, cancel);
        await inbox.TellExportedAsync(submission);
        Screen.Out.WriteLine(folder);
        return parsed.GetValue(Done) ? await FinishAsync(inbox, submission) : ExitCode.Done;
    }

    private static Task<int> DoneAsync(ParseResult parsed, Received inbox, CancellationToken cancel) =>
        FinishAsync(inbox, Find(inbox, parsed));

    private static async Task<int> FinishAsync(Received inbox, ReceivedSubmission submission)
    {
        if (!await inbox.FinishAsync(submission))
        {
            throw CommandException.Failed($"somebody else was done with {submission.Key} meanwhile");
        }

        return ExitCode.Done;
    }

    private static ReceivedSubmission Find(Received inbox, ParseResult parsed) =>
        inbox.Find(parsed.GetValue(Number))
        ?? throw CommandException.Failed($"there is no submission {parsed.GetValue(Number)} in the inbox",
            "'xdsdmp inbox list' shows what waits");
}
