using System.CommandLine;
using XdsDmp.Atna.Storage;
using XdsDmp.Audit.Syslog;
using XdsDmp.CommandLine.Output;
using XdsDmp.CommandLine.Serving;
using XdsDmp.Sql;

namespace XdsDmp.CommandLine.Audit;

/// <summary>
/// <c>audit outbox</c>: what waits to be delivered to the audit repository, and from there to others.
/// </summary>
internal static class AuditOutboxCommand
{
    private const int ShownRefusals = 20;

    private static readonly Option<string?> Data = new("--data")
    {
        HelpName = "DIR",
        Description = $"The data folder [default: {DataFolder.Variable}, else ./data]",
    };

    private static readonly Option<int> MaxAge = new("--max-age")
    {
        HelpName = "MINUTES",
        Description = "Exit code 1 when something has waited for longer",
        DefaultValueFactory = _ => 10,
    };

    private static readonly Option<bool> Json = new("--json") { Description = "As JSON" };

    public static Command Create()
    {
        Command command = new ExampleCommand(
            "outbox", "Show how many audit messages wait to be delivered or forwarded, and since when.",
            """
            For monitoring: exit code 1 when the oldest has waited for longer than --max-age. Of each target of
            forwarding also what it refused for good: these records have to be brought there by other means.
            """,
            "xdsdmp audit outbox", "xdsdmp audit outbox --max-age 60 --json")
        {
            Data, MaxAge, Json,
        };
        command.Run(Run);
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        var folder = DataFolder.Of(parsed.GetValue(Data));
        (string Sender, string Location)[] senders =
        [
            ("registry", DatabaseLocation.In(folder, "Registry:Database")),
            ("repository", DatabaseLocation.In(folder, "Repository:Database")),
            ("client", folder.ClientOutbox),
        ];
        var waiting = senders.Where(sender => DatabaseLocation.IsThere(sender.Location))
            .Select(sender => Of(sender.Sender, sender.Location))
            .Concat(Forwarded(DatabaseLocation.In(folder, "Atna:Database"))).ToList();
        if (parsed.GetValue(Json))
        {
            JsonOutput.Write(waiting);
        }
        else
        {
            waiting.ForEach(Show);
        }

        var limit = TimeProvider.System.GetUtcNow() - TimeSpan.FromMinutes(parsed.GetValue(MaxAge));
        return waiting.Any(service => service.Oldest < limit) ? ExitCode.Refused : ExitCode.Done;
    }

    private static Waiting Of(string service, string database)
    {
        var outbox = new Outbox(new Database(database));
        var oldest = outbox.Peek(1);
        return new Waiting(
            service, outbox.Depth(), oldest.Count == 0 ? null : SyslogMessageReader.Read(oldest[0].Message).Timestamp);
    }

    private static IReadOnlyList<Waiting> Forwarded(string database)
    {
        if (!DatabaseLocation.IsThere(database))
        {
            return [];
        }

        using var archive = AuditArchive.Open(database);
        return
        [
            .. archive.Forwarding(ShownRefusals).Select(target => new Waiting(
                $"forwarding to {target.Target}", target.Behind, target.Oldest)
            {
                Refused = target.Refused,
                LastRefusals = target.LastRefusals,
            }),
        ];
    }

    private static void Show(Waiting service)
    {
        Screen.Out.WriteLine(
            $"{service.Service}: {service.Messages} waiting"
            + (service.Oldest is { } oldest ? $", the oldest since {AuditTables.Time(oldest)} UTC" : "")
            + (service.Refused > 0 ? $"; {service.Refused} refused for good, the last:" : ""));
        foreach (var refusal in service.LastRefusals)
        {
            Screen.Out.WriteLine(Screen.Printable(
                $"  record {refusal.Sequence}, {AuditTables.Time(refusal.RefusedAt)} UTC: {refusal.Reason}"));
        }
    }

    /// <param name="Service">Whose outbox it is, or to whom is forwarded.</param>
    /// <param name="Messages">How many wait.</param>
    /// <param name="Oldest">When the first of them was written.</param>
    private sealed record Waiting(string Service, long Messages, DateTimeOffset? Oldest)
    {
        public long Refused { get; init; }

        public IReadOnlyList<ForwardingRefusal> LastRefusals { get; init; } = [];
    }
}
