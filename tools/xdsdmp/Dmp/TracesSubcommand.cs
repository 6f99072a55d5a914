using System.CommandLine;
using System.Xml;
using XdsDmp.CommandLine.Documents;
using XdsDmp.CommandLine.Output;
using XdsDmp.CommandLine.Sandbox;

namespace XdsDmp.CommandLine.Dmp;

/// <summary><c>dmp traces</c>: who did what with a DMP.</summary>
internal static class TracesSubcommand
{
    private const string Summary = "Show who did what with a DMP, newest first.";

    private const string Details = """
        The patient and the médecin traitant see all acts, everybody else his own. An act is there a moment after it was
        done: services send their audit messages in the background.

        --as NAME is one of the sandbox's users (DIR/sandbox/README.md), with a new VIHF for this patient; otherwise
        --assertion says who asks.
        """;

    private static readonly Option<string> Patient = new("--patient")
    {
        HelpName = "INS|CX",
        Description = "Whose",
        Required = true,
    };

    private static readonly Option<string?> User = new("--as")
    {
        HelpName = "NAME",
        Description = "As this user of the sandbox, for instance medecin-traitant; 'patient' for the patient himself",
    };

    private static readonly Option<string?> From = new("--from")
    {
        HelpName = "TIME",
        Description = "Not before, for instance 2026-03-01T00:00:00Z",
    };

    private static readonly Option<int?> Limit = new("--limit") { Description = "So many at most" };

    private static readonly Option<bool> Emergency = new("--emergency")
    {
        Description = "Bris de glace and centre 15 only",
    };

    private static readonly Option<bool> Json = new("--json") { Description = "As JSON" };

    private static readonly ClientOptions Client = new();

    public static Command Create()
    {
        Command command = new ExampleCommand(
            "traces", Summary, Details,
            "xdsdmp dmp traces --patient 270019999000102 --as medecin-traitant",
            "xdsdmp dmp traces --patient 233079999000762 --as patient --emergency",
            "xdsdmp dmp traces --patient 270019999000102 --assertion vihf.xml --json")
        {
            Patient, User, From, Limit, Emergency, Json,
        };
        Client.AddTo(command);
        command.Run(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        var settings = Client.Read(parsed);
        var patient = settings.PatientOf(parsed.GetRequiredValue(Patient));
        settings = SandboxClient.As(settings, Client.FolderOf(parsed), parsed.GetValue(User), patient);
        using var client = new XdsClient(settings);
        var answer = await client.TracesAsync(
            DmpTraces.Request(patient, TimeOf(parsed), parsed.GetValue(Limit), parsed.GetValue(Emergency)),
            patient.ToString(), cancel);
        if (parsed.GetValue(Json))
        {
            JsonOutput.Write(answer);
        }
        else
        {
            Show(answer);
        }

        return ExitCode.Done;
    }

    private static string? TimeOf(ParseResult parsed)
    {
        try
        {
            return parsed.GetValue(From) is not { } text ? null
                : XmlConvert.ToString(XmlConvert.ToDateTimeOffset(text));
        }
        catch (FormatException wrong)
        {
            throw CommandException.Usage(
                $"--from {parsed.GetValue(From)} is no time", "Write 2026-03-01T00:00:00Z.", wrong);
        }
    }

    private static void Show(DmpTraceList answer)
    {
        var table = new Table { Border = Console.IsOutputRedirected ? TableBorder.Ascii : TableBorder.Rounded };
        table.AddColumns(
            "[bold]When[/]", "[bold]Who[/]", "[bold]Role[/]", "[bold]Structure[/]", "[bold]Mode[/]", "[bold]Act[/]",
            "[bold]Documents[/]");
        foreach (var one in answer.Traces)
        {
            var colour = one.Mode == "normal" ? "" : "[yellow]";
            table.AddRow(
                $"{one.Time.UtcDateTime:yyyy-MM-dd HH:mm:ss}", Cell(one.UserName ?? "", one.UserId),
                Cell([.. one.Roles]), Cell(one.Structure ?? "", one.Sector ?? ""),
                $"{colour}{Cell(one.Mode, one.Reason ?? "")}{(colour.Length > 0 ? "[/]" : "")}",
                Cell(one.Action, one.IsSuccess ? one.Transaction : $"{one.Transaction}, refused"),
                Cell([.. one.Documents]));
        }

        Screen.Out.Write(table);
        Screen.Error.WriteLine(
            $"{answer.Traces.Count} traces ({(answer.IsOwnOnly ? "one's own acts" : "all acts")})"
            + (answer.IsComplete ? "" : "; there are older ones: --from, --limit"));
    }

    private static string Cell(params string[] lines) => Screen.Text(
        string.Join('\n', lines.Where(line => line.Length > 0).Select(Screen.Printable)));
}
