using System.CommandLine;
using System.Diagnostics;
using XdsDmp.CommandLine.Output;
using XdsDmp.Metadata.Ebxml.Messages;
using XdsDmp.Metadata.Errors;

namespace XdsDmp.CommandLine.Documents;

/// <summary><c>retrieve</c>: ITI-43 Retrieve Document Set (ITI TF-2 §3.43).</summary>
internal static class RetrieveCommand
{
    private const string Summary =
        "Fetch documents by their unique id or entryUUID (ITI-43). Contents are streamed to disk.";

    private const string Details = """
        When the registry can be asked, hash and size of what arrived are compared with what was registered; a document
        that differs is not kept.
        """;

    private static readonly Argument<string[]> Ids = new("ID")
    {
        Description = "uniqueId, or entryUUID as urn:uuid:…",
        Arity = ArgumentArity.OneOrMore,
    };

    private static readonly Option<string?> RepositoryId = new("--repository-id")
    {
        HelpName = "OID",
        Description = "repositoryUniqueId [default: as registered, else of endpoints.json]",
    };

    private static readonly Option<string> Out = new("--out", "-o")
    {
        HelpName = "FILE|DIR",
        Description = "Where to; '-' is standard output",
        DefaultValueFactory = _ => ".",
    };

    private static readonly Option<bool> Force = new("--force") { Description = "Write over existing files" };

    private static readonly Option<bool> Json = new("--json") { Description = "Say as JSON what was written" };

    private static readonly ClientOptions Client = new();

    public static Command Create()
    {
        Command command = new ExampleCommand(
            "retrieve", Summary, Details,
            "xdsdmp retrieve 1.2.3.4 --out report.xml",
            "xdsdmp retrieve urn:uuid:0197… 1.2.3.5 --out ./documents/",
            "xdsdmp query find-documents --patient DMP-1 --ids | xargs xdsdmp retrieve --out ./documents/")
        {
            Ids, RepositoryId, Out, Force, Json,
        };
        Client.AddTo(command);
        command.Run(RunAsync);
        return command;
    }

    // 1. what the registry knows of the documents  2. ITI-43 into draft files  3. compare  4. give the files their
    // names
    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        var settings = Client.Read(parsed);
        var target = new RetrievalTarget(parsed.GetRequiredValue(Out), parsed.GetValue(Force));
        using var client = new XdsClient(settings);
        var ids = parsed.GetRequiredValue(Ids).Distinct().ToList();
        var wanted = await WantedDocument.FindAsync(
            client, settings, ids, parsed.GetValue(RepositoryId), cancel);
        target.Check(wanted.Count);
        var clock = Stopwatch.StartNew();
        var total = wanted.All(w => w.Size is not null) ? wanted.Sum(w => w.Size) : null;
        return await ProgressBar.RunAsync("retrieving", total, async progress =>
        {
            using var saved = new SavedContents(target.Folder, progress);
            var response = await client.RetrieveAsync(
                [.. wanted.Select(w => new DocumentRequest(w.RepositoryUniqueId, w.UniqueId))], saved,
                id => wanted.FirstOrDefault(w => w.UniqueId == id)?.PatientId, cancel);
            var written = new List<WrittenDocument>();
            foreach (var document in response.Documents)
            {
                written.Add(target.Keep(document, wanted.FirstOrDefault(w => w.UniqueId == document.DocumentUniqueId)));
            }

            Show(response.Response, written, clock.Elapsed, parsed.GetValue(Json), target.IsStandardOutput);
            var isWhole = response.Response.Status == ResponseStatus.Success
                && written.Count == wanted.Count && written.TrueForAll(w => w.Problem is null);
            return isWhole ? ExitCode.Done : ExitCode.Refused;
        });
    }

    private static void Show(
        RegistryResponse response, List<WrittenDocument> written, TimeSpan elapsed, bool isJson, bool isStandardOutput)
    {
        RegistryErrorLines.Write(response);
        if (isJson)
        {
            JsonOutput.Write(new { response.Status, Documents = written, response.Errors });
            return;
        }

        foreach (var document in written)
        {
            if (document.Problem is not null)
            {
                Screen.Fail($"{document.UniqueId}: {document.Problem}; not kept");
            }
            else if (!isStandardOutput)
            {
                Screen.Out.WriteLine(document.File!);
            }
        }

        var kept = written.Where(w => w.Problem is null).ToList();
        var check = kept.Count == 0 ? ""
            : kept.Exists(w => !w.IsVerified) ? ", not compared with the registry"
            : ", hash and size as registered";
        Screen.Error.MarkupLine(
            $"[{(kept.Count > 0 ? "green" : "red")}]{kept.Count}[/] retrieved, {ByteSize.Of(kept.Sum(w => w.Size))} "
            + $"in {elapsed.TotalSeconds:0.00} s{check}");
    }
}
