using System.CommandLine;
using XdsDmp.CommandLine.Backups;
using XdsDmp.CommandLine.Output;
using XdsDmp.Repository.Integrity;

namespace XdsDmp.CommandLine.Content;

/// <summary><c>content repair</c>: mends what <c>content check</c> finds.</summary>
internal static class ContentRepairCommand
{
    private static readonly Option<string[]> From = new("--from")
    {
        HelpName = "DIR",
        Description = "Folder with copies of documents, for instance of backups; files are known by their hash",
        AllowMultipleArgumentsPerToken = true,
    };

    private static readonly Option<bool> RemoveOwnerless = new("--remove-ownerless")
    {
        Description = "Delete octets that no document owns, among them those of documents that were repaired",
    };

    private static readonly PlaceOptions Place = new(
        "The data folder [default: XDSDMP_DATA, else ./data]");

    public static Command Create(IReadOnlyList<string> settings)
    {
        Command command = new ExampleCommand(
            "repair",
            "Check all documents and mend what can be mended. Exit code 1 if a document stays damaged.",
            """
            A damaged document is stored anew from a copy that has its size and SHA-256. Nothing is overwritten: the
            damaged octets stay, ownerless, until they are removed. The repository may run meanwhile; each repair is in
            its audit trail.
            """,
            "xdsdmp content repair --from /mnt/backup", "xdsdmp content repair --remove-ownerless")
        {
            From, RemoveOwnerless,
        };
        Place.AddTo(command);
        command.Run((parsed, cancel) => RunAsync(parsed, Place.Read(parsed, settings), cancel));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, BackupPlace place, CancellationToken cancel)
    {
        using var archive = ContentPlace.Open(place);
        var repair = archive.Repair;
        var copies = new CopyFolders(parsed.GetValue(From) ?? []);
        var inspection = archive.Inspection;
        var left = await ProgressBar.RunAsync("checking and repairing", inspection.Totals.Octets, async progress =>
        {
            var left = new List<ContentFinding>();
            await foreach (var finding in inspection.RunAsync(isQuick: false, progress, cancel))
            {
                if (await MendAsync(repair, copies, finding, parsed.GetValue(RemoveOwnerless), cancel) is { } done)
                {
                    Screen.Out.WriteLine(Screen.Printable(done));
                }
                else
                {
                    left.Add(finding);
                }
            }

            return left;
        });
        ContentLines.Show(left);
        Screen.Out.WriteLine(left.Count == 0 ? "all documents are as they were stored"
            : $"{left.Count} findings are left");
        return left.Exists(finding => finding.Kind is ContentFindingKind.Damaged or ContentFindingKind.Unreadable)
            ? ExitCode.Refused
            : ExitCode.Done;
    }

    /// <summary>What was done; null: nothing could be.</summary>
    private static async Task<string?> MendAsync(
        ContentRepair repair, CopyFolders copies, ContentFinding finding, bool removesOwnerless,
        CancellationToken cancel)
    {
        switch (finding.Kind)
        {
            case ContentFindingKind.NotInPlace:
                await repair.PublishAsync(finding, cancel);
                return $"put in place: document {finding.UniqueId} [content {finding.Key}]";
            case ContentFindingKind.Ownerless when removesOwnerless:
                return await repair.RemoveAsync(finding, cancel)
                    ? $"deleted: {finding.Reason} [content {finding.Key}]"
                    : $"left: a document owns content {finding.Key} by now";
            case ContentFindingKind.Damaged:
                await repair.MarkAsync(finding);
                return await repair.RestoreAsync(finding, copies.CandidatesOf(finding.Key), cancel) is { } file
                    ? $"stored anew: document {finding.UniqueId} from {file}"
                    : null;
            default:
                return null;
        }
    }
}
