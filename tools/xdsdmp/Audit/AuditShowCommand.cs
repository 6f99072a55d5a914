using System.CommandLine;
using XdsDmp.Atna.Storage;
using XdsDmp.Audit.Messages;
using XdsDmp.Audit.Summaries;
using XdsDmp.CommandLine.Output;

namespace XdsDmp.CommandLine.Audit;

/// <summary><c>audit show</c>: one record, in words or byte for byte.</summary>
internal static class AuditShowCommand
{
    private static readonly Argument<long> Number = new("N") { Description = "Its number in 'audit list'" };
    private static readonly Option<bool> Raw = new("--raw") { Description = "The message exactly as it came" };
    private static readonly Option<bool> Json = new("--json") { Description = "As JSON" };
    private static readonly ArchiveOptions Archive = new();

    public static Command Create()
    {
        Command command = new ExampleCommand(
            "show", "Show one audit record.", details: "", "xdsdmp audit show 12",
            "xdsdmp audit show 12 --raw > message.txt")
        {
            Number, Raw, Json,
        };
        Archive.AddTo(command);
        command.Run(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        var number = parsed.GetValue(Number);
        using var archive = Archive.Open(parsed);
        var record = archive.Find(number) ?? throw CommandException.Failed($"there is no audit record {number}");
        await Archive.TellAsync(parsed);
        if (parsed.GetValue(Raw))
        {
            await using var output = Console.OpenStandardOutput();
            await output.WriteAsync(record.Message.Raw, cancel);
        }
        else if (parsed.GetValue(Json))
        {
            JsonOutput.Write(new
            {
                record.Sequence,
                record.Message.ReceivedAt,
                record.Message.Transport,
                record.Message.Peer,
                record.Message.PeerCertificate,
                record.Syslog,
                record.Audit,
                record.Findings,
                Chain = record.Position.ToString(),
            });
        }
        else
        {
            Screen.Out.Write(Tree(record));
        }

        return ExitCode.Done;
    }

    private static Tree Tree(AuditRecord record)
    {
        var audit = record.Audit;
        var tree = new Tree($"[bold]record {record.Sequence}[/]");
        Add(
            tree.AddNode("received"), AuditTables.Time(record.Message.ReceivedAt), Route(record),
            $"chain {record.Position}");
        Add(
            tree.AddNode("event"), Of(audit.Event.Id), string.Join(", ", audit.Event.TypeCodes.Select(Of)),
            $"action {audit.Event.Action}, outcome {audit.Event.Outcome} {audit.Event.OutcomeDescription}",
            $"at {audit.Event.TimeText}");
        foreach (var participant in audit.Participants)
        {
            AddParticipant(tree, participant);
        }

        foreach (var item in audit.Objects)
        {
            AddObject(tree, item);
        }

        Add(tree.AddNode("source"), audit.SourceId, audit.EnterpriseSiteId);
        if (record.Findings.Count > 0)
        {
            Add(
                tree.AddNode("not as the standards have it"),
                [.. record.Findings.Select(f => $"{f.Code}: {f.Detail}")]);
        }

        return tree;
    }

    private static string Route(AuditRecord record) =>
        $"{record.Message.Transport} {record.Message.Peer} {record.Message.PeerCertificate}".TrimEnd();

    private static void AddParticipant(Tree tree, ParticipantSummary participant) => Add(
        tree.AddNode(participant.IsRequestor == true ? "participant, began it" : "participant"),
        participant.UserId, participant.UserName, string.Join(", ", participant.RoleIdCodes.Select(Of)),
        participant.NetworkAccessPointId is { } address ? $"at {address}" : null);

    private static void AddObject(Tree tree, ObjectSummary item)
    {
        var node = tree.AddNode($"object, {Screen.Text(Screen.Printable(Of(item.IdTypeCode)))}");
        Add(
            node, item.RepairedId ?? item.Id, item.Name,
            item.Query is { } query ? $"query of {query.Length} bytes (--raw, --json)" : null);
        Add(node, [.. item.Details.Select(detail => detail.ToString())]);
    }

    private static void Add(TreeNode node, params string?[] lines)
    {
        foreach (var line in lines.Where(line => !string.IsNullOrWhiteSpace(line)))
        {
            node.AddNode(Screen.Text(Screen.Printable(line)));
        }
    }

    private static string? Of(CodedValue? code) => code is null ? null : $"{code.Code} {code.OriginalText}".TrimEnd();
}
