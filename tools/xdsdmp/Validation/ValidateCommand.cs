using System.CommandLine;
using XdsDmp.CommandLine.Output;
using XdsDmp.Metadata.Errors;
using XdsDmp.Metadata.Ins;
using XdsDmp.Metadata.Rules.Dmp;
using XdsDmp.Registry;

namespace XdsDmp.CommandLine.Validation;

/// <summary><c>validate</c>: messages in files against the rules, without any service.</summary>
internal static class ValidateCommand
{
    private static readonly Argument<string[]> Files = new("FILE")
    {
        Description = "lcm:SubmitObjectsRequest, xds:ProvideAndRegisterDocumentSetRequest or query:AdhocQueryRequest, "
            + "bare or in a SOAP envelope",
        Arity = ArgumentArity.OneOrMore,
    };

    private static readonly Option<string?> Transaction = new("--transaction")
    {
        HelpName = "ITI",
        Description = "By the rules of this transaction [default: by wsa:Action, else by the element]",
    };

    private static readonly Option<string?> Domain = new("--domain")
    {
        HelpName = "FILE",
        Description = "Also by the codes and media types of this affinity domain",
    };

    private static readonly Option<bool> Dmp = new("--dmp")
    {
        Description = "Also by the rules of the DMP; patients of tests and demonstrations are accepted",
    };

    private static readonly Option<bool> Json = new("--json") { Description = "As JSON" };

    public static Command Create()
    {
        Command command = new ExampleCommand(
            "validate",
            "Check messages in files against the rules, without any service.",
            """
            Everything that can be told from the message itself is told, as the registry would. What depends on what is
            registered (patients, ids in use, replaced documents) only the registry can tell: send the request to
            its address with '?dry-run' behind it, and it answers as it would, and stores nothing.
            """,
            "xdsdmp validate submission.xml",
            "xdsdmp validate --transaction ITI-57 update.xml",
            "xdsdmp validate --domain ./domain.json *.xml",
            "xdsdmp validate --dmp submission.xml")
        {
            Files, Transaction, Domain, Dmp, Json,
        };
        Transaction.AcceptOnlyFromAmong([.. MessageCheck.Transactions.Select(t => t.Number)]);
        command.Run(Run);
        return command;
    }

    private static DmpRuleSettings Rules { get; } =
        new() { Patients = new InsRules([.. InsAuthority.All.Select(authority => authority.Oid)]) };

    private static int Run(ParseResult parsed)
    {
        var check = new MessageCheck(
            AffinityDomainFile.Load(parsed.GetValue(Domain) ?? ""), parsed.GetValue(Transaction),
            parsed.GetValue(Dmp) ? Rules : null);
        var isWrong = false;
        List<object> results = [];
        foreach (var file in parsed.GetRequiredValue(Files))
        {
            var (transaction, findings) = check.Check(Read(file));
            isWrong |= findings.Any(finding => finding.Severity == ErrorSeverity.Error);
            results.Add(new { File = file, Transaction = transaction, Findings = findings });
            if (!parsed.GetValue(Json))
            {
                Write(file, transaction, findings);
            }
        }

        if (parsed.GetValue(Json))
        {
            JsonOutput.Write(results);
        }

        return isWrong ? ExitCode.Refused : ExitCode.Done;
    }

    private static byte[] Read(string file) => File.Exists(file)
        ? File.ReadAllBytes(file)
        : throw CommandException.Usage($"there is no {file}");

    private static void Write(string file, string? transaction, IReadOnlyList<Finding> findings)
    {
        var count = findings.Count == 0 ? "nothing wrong"
            : findings.Count == 1 ? "1 finding" : $"{findings.Count} findings";
        Screen.Out.MarkupLine(
            $"[bold]{Screen.Text(Screen.Printable(file))}[/]: {transaction ?? "unknown transaction"}, {count}");
        if (findings.Count == 0)
        {
            return;
        }

        var table = new Table().Border(TableBorder.Rounded).AddColumn("Rule").AddColumn("Finding").ShowRowSeparators();
        table.Columns[0].NoWrap();
        foreach (var finding in findings)
        {
            var colour = finding.Severity == ErrorSeverity.Warning ? "yellow" : "red";
            table.AddRow(
                new Markup($"[{colour}]{Text(finding.Rule ?? "unreadable")}[/]\n[grey]{finding.Severity}[/]"),
                new Markup(string.Join('\n', Lines(finding))));
        }

        Screen.Out.Write(table);
    }

    private static IEnumerable<string> Lines(Finding finding)
    {
        yield return Text(finding.Problem);
        foreach (var (label, value) in new[]
        {
            ("code", finding.Code), ("place", finding.Place), ("value", finding.Value),
            ("accepted", finding.Accepted), ("see", finding.Source),
        })
        {
            if (value is not null)
            {
                yield return $"[grey]{label}:[/] {Text(value)}";
            }
        }
    }

    private static string Text(string value) => Screen.Text(Screen.Printable(value));
}
