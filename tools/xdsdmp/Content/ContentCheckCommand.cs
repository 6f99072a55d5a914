using System.CommandLine;
using XdsDmp.CommandLine.Backups;
using XdsDmp.CommandLine.Output;
using XdsDmp.Repository.Integrity;

namespace XdsDmp.CommandLine.Content;

/// <summary><c>content check</c>: whether list of documents and content store agree.</summary>
internal static class ContentCheckCommand
{
    private static readonly Option<bool> Quick = new("--quick")
    {
        Description = "Only whether each document is there and as long as it should be; no octet is read",
    };

    private static readonly Option<bool> Json = new("--json") { Description = "As JSON" };
    private static readonly PlaceOptions Place = new(
        "The data folder [default: XDSDMP_DATA, else ./data]");

    public static Command Create(IReadOnlyList<string> settings)
    {
        Command command = new ExampleCommand(
            "check",
            "Read every document and compare it with its SHA-256; look for octets that no document owns. Exit code 1 "
            + "if anything is found.",
            """
            Changes nothing. The repository may run meanwhile.
            """,
            "xdsdmp content check", "xdsdmp content check --data /srv/xdsdmp --quick",
            "xdsdmp content check --configuration /etc/xdsdmp/repository.json --json")
        {
            Quick, Json,
        };
        Place.AddTo(command);
        command.Run((parsed, cancel) => RunAsync(parsed, Place.Read(parsed, settings), cancel));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, BackupPlace place, CancellationToken cancel)
    {
        using var archive = ContentPlace.Open(place);
        var inspection = archive.Inspection;
        var (documents, octets) = inspection.Totals;
        var findings = await ProgressBar.RunAsync("checking", octets, async progress =>
        {
            var found = new List<ContentFinding>();
            await foreach (var finding in inspection.RunAsync(parsed.GetValue(Quick), progress, cancel))
            {
                found.Add(finding);
            }

            return found;
        });
        if (parsed.GetValue(Json))
        {
            JsonOutput.Write(new { Documents = documents, Octets = octets, Findings = findings });
        }
        else
        {
            ContentLines.Show(findings);
            Screen.Out.WriteLine(
                $"{documents} documents, {ByteSize.Of(octets)}: "
                + (findings.Count == 0 ? "all as they were stored" : $"{findings.Count} findings"));
        }

        return findings.Count == 0 ? ExitCode.Done : ExitCode.Refused;
    }
}
