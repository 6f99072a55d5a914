using System.CommandLine;
using System.Diagnostics;
using XdsDmp.Atna.Storage;
using XdsDmp.CommandLine.Output;

namespace XdsDmp.CommandLine.Audit;

/// <summary><c>audit verify</c>: walks the hash chain and says what is missing or altered.</summary>
internal static class AuditVerifyCommand
{
    private static readonly Option<string?> Expect = new("--expect")
    {
        HelpName = "N:HASH",
        Description =
            "End of the chain as an earlier verification told it: shows what was cut off or written anew since",
    };

    private static readonly Option<bool> Json = new("--json") { Description = "As JSON" };
    private static readonly ArchiveOptions Archive = new();

    public static Command Create()
    {
        Command command = new ExampleCommand(
            "verify",
            "Verify that no audit record is missing or altered. Exit code 1 if one is.",
            """
            The end of the chain is printed. Keep it away from this machine and give it to the next verification: only
            that shows whether the newest records were cut off, or all of them written anew.
            """,
            "xdsdmp audit verify",
            "xdsdmp audit verify --expect 1042:5f2c…")
        {
            Expect, Json,
        };
        Archive.AddTo(command);
        command.Run(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        var expected = parsed.GetValue(Expect) is { } text
            ? ChainHead.TryParse(text) ?? throw CommandException.Usage($"--expect: '{text}' is not of the form N:HASH")
            : null;
        using var archive = Archive.Open(parsed);
        var clock = Stopwatch.StartNew();
        var verification = await ProgressBar.RunAsync("verifying", totalBytes: null, _ =>
            Task.Run(() => archive.Verify(expected, progress: null, cancel), cancel));
        if (parsed.GetValue(Json))
        {
            JsonOutput.Write(new
            {
                verification.IsIntact,
                verification.Records,
                Head = verification.Head?.ToString(),
                verification.ProblemCount,
                verification.Problems,
            });
        }
        else
        {
            Show(verification, clock.Elapsed);
        }

        return verification.IsIntact ? ExitCode.Done : ExitCode.Refused;
    }

    private static void Show(AuditVerification verification, TimeSpan elapsed)
    {
        foreach (var problem in verification.Problems)
        {
            var records = problem.First == problem.Last
                ? $"record {problem.First}"
                : $"records {problem.First} to {problem.Last}";
            Screen.Out.MarkupLine($"[red]{problem.Kind}[/] {records}: {Screen.Text(Screen.Printable(problem.Text))}");
        }

        if (verification.ProblemCount > verification.Problems.Count)
        {
            Screen.Out.WriteLine($"… and {verification.ProblemCount - verification.Problems.Count} more");
        }

        var verdict = verification.IsIntact
            ? "[green]intact[/]"
            : $"[red]damaged[/], {verification.ProblemCount} problems";
        Screen.Out.MarkupLine($"{verification.Records} records: {verdict} ({elapsed.TotalSeconds:0.0} s)");
        if (verification.Head is { } head)
        {
            Screen.Out.WriteLine($"end of the chain: {head}");
        }
    }
}
