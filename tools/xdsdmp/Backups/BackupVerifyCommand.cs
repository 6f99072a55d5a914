using System.CommandLine;
using System.Diagnostics;
using XdsDmp.CommandLine.Output;

namespace XdsDmp.CommandLine.Backups;

/// <summary><c>backup verify</c>: reads a backup and says what of it is damaged.</summary>
internal static class BackupVerifyCommand
{
    private static readonly Argument<string> Folder = new("DIR") { Description = "The folder of backups" };
    private static readonly Option<string?> Set = new("--set")
    {
        HelpName = "NAME",
        Description = "Which of the backups in it [default: the newest]",
    };

    private static readonly Option<bool> Json = new("--json") { Description = "As JSON" };

    public static Command Create()
    {
        Command command = new ExampleCommand(
            "verify", "Read a backup from end to end. Exit code 1 if anything in it is damaged or missing.",
            """
            Every file is compared with its SHA-256, every document of the backup too, and the audit chain is verified
            up to the record at which the backup ended. No service is needed, and nothing is written.
            """,
            "xdsdmp backup verify /mnt/backup/xds",
            "xdsdmp backup verify /mnt/backup/xds --set 20260301T020000Z")
        {
            Folder, Set, Json,
        };
        command.Run(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        var clock = Stopwatch.StartNew();
        var folder = new BackupFolder(parsed.GetValue(Folder)!);
        var set = folder.Find(parsed.GetValue(Set));
        var findings = await new BackupVerification(folder, set, BackupManifest.Read(set.Folder)).RunAsync(cancel);
        if (parsed.GetValue(Json))
        {
            JsonOutput.Write(new
            {
                Set = set.Name,
                findings.Files,
                findings.Documents,
                findings.Octets,
                findings.AuditRecords,
                Findings = findings.All,
            });
        }
        else
        {
            BackupLines.Show(findings, $"backup {set.Name}", clock.Elapsed);
        }

        return findings.All.Count == 0 ? ExitCode.Done : ExitCode.Refused;
    }
}
