using System.CommandLine;
using System.Diagnostics;
using XdsDmp.CommandLine.Documents;
using XdsDmp.CommandLine.Output;

namespace XdsDmp.CommandLine.Import;

/// <summary>
/// <c>import</c>: documents and metadata out of another registry and repository, by the profile's own means.
/// </summary>
internal static class ImportCommand
{
    private const string Details = """
        Asks the other registry for everything it has of each patient (ITI-18), fetches the documents (ITI-43), compares
        them with their size and hash, and submits them here (ITI-41) in the submission sets they came in, in their
        order, with their ids: what was replaced ends Deprecated, what was in a folder is in it. An availabilityStatus
        that no submission leaves behind is set afterwards (ITI-57). In the end both sides are compared.

        It may be killed at any moment and started again with the same --state: what is done is not done twice. A
        document that is damaged or refused ends its patient, not the others; start it again when the cause is gone, or
        leave such documents behind with --skip-failed. What is left behind, and why, stands in DIR/report.json.

        A file of patients has a line each: id^^^&oid&ISO, and behind it the identifier here where it is another one.
        """;

    private static readonly Argument<string[]> Patients = new("PATIENT")
    {
        Description = "id^^^&oid&ISO",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private static readonly Option<string?> List = new("--patients")
    {
        HelpName = "FILE",
        Description = "Patients, a line each",
    };

    private static readonly Option<string> State = new("--state")
    {
        HelpName = "DIR",
        Description = "Where it keeps what is done, and the report; it tells of patients",
        DefaultValueFactory = _ => "import",
    };

    private static readonly Option<int> Batch = new("--batch")
    {
        HelpName = "N",
        Description = "Objects that one answer of a registry has at most",
        DefaultValueFactory = _ => 50,
    };

    private static readonly Option<bool> SkipFailed = new("--skip-failed")
    {
        Description = "Leave behind what is damaged, not to be had or refused, and go on",
    };

    private static readonly Option<bool> DryRun = new("--dry-run")
    {
        Description = "Ask the other registry only, and tell what would be taken",
    };

    private static readonly Option<bool> CompareOctets = new("--compare-octets")
    {
        Description = "In the end fetch every document from both sides once more, and compare",
    };

    private static readonly Option<bool> Json = new("--json") { Description = "As JSON" };

    private static readonly ImportSourceOptions From = new();

    private static readonly ClientOptions Client = new();

    public static Command Create()
    {
        Command command = new ExampleCommand(
            "import",
            "Copy documents and metadata out of another XDS registry and repository (ITI-18, ITI-43, ITI-41).",
            Details,
            "xdsdmp import --from-registry https://old:8443/registry --from-repository https://old:8444/repository "
            + "--from-cert me.pem --from-key me.key --from-ca old-ca.pem --patients patients.txt --state ./move",
            "xdsdmp import 'DMP-1^^^&1.2.3&ISO' --from-registry URL --from-repository 1.2.3.4=URL --dry-run")
        {
            Patients, List, State, Batch, SkipFailed, DryRun, CompareOctets, Json,
        };
        From.AddTo(command);
        Client.AddTo(command);
        command.Run(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        var clock = Stopwatch.StartNew();
        var settings = Client.Read(parsed);
        if (settings.Repository is null)
        {
            throw CommandException.Usage("nobody said where documents go to: --repository URL is needed");
        }

        var patients = PatientsOf(parsed);
        var folder = Path.GetFullPath(parsed.GetRequiredValue(State));
        using var source = From.Read(parsed, settings, folder);
        using var state = ImportState.Open(folder, $"{source.Registry} to {settings.Registry}");
        using var target = new XdsClient(settings);
        var options = new ImportOptions
        {
            Batch = Math.Clamp(parsed.GetValue(Batch), 1, 1000),
            Drafts = state.Drafts,
            SkipFailed = parsed.GetValue(SkipFailed),
            IsDryRun = parsed.GetValue(DryRun),
            ComparesOctets = parsed.GetValue(CompareOctets),
        };
        var results = await ProgressBar.CountAsync("patients", patients.Count, progress =>
            ImportAsync(
                patients, state,
                patient => new PatientImport(source, target, settings.Repository, options, patient), options, progress,
                cancel));
        var report = options.IsDryRun ? null : state.WriteReport();
        ImportLines.Show(results, report, options.IsDryRun, clock.Elapsed, parsed.GetValue(Json));
        return results.All(it => it.IsDone && it.Differences.Count == 0) ? ExitCode.Done : ExitCode.Refused;
    }

    private static async Task<IReadOnlyList<PatientResult>> ImportAsync(
        IReadOnlyList<ImportedPatient> patients, ImportState state, Func<ImportedPatient, PatientImport> import,
        ImportOptions options, IProgress<long> progress, CancellationToken cancel)
    {
        List<PatientResult> results = [];
        foreach (var patient in patients)
        {
            if (!state.IsDone(patient) || options.IsDryRun)
            {
                var result = await import(patient).RunAsync(cancel);
                results.Add(result);
                if (!options.IsDryRun)
                {
                    state.Keep(result);
                }
            }

            progress.Report(1);
        }

        return options.IsDryRun
            ? results
            : [.. state.Results.Where(it => patients.Any(patient => patient.There.ToString() == it.Patient))];
    }

    private static List<ImportedPatient> PatientsOf(ParseResult parsed)
    {
        List<ImportedPatient> patients =
        [
            .. (parsed.GetValue(Patients) ?? []).Select(it => PatientList.Parse(it, "PATIENT")),
            .. parsed.GetValue(List) is { } file ? PatientList.Read(file) : [],
        ];
        return patients.Count > 0
            ? [.. patients.DistinctBy(it => it.There)]
            : throw CommandException.Usage("whose documents? Name patients, or a file of them: --patients FILE");
    }
}
