using System.CommandLine;
using System.Diagnostics;
using XdsDmp.Atna.Storage;
using XdsDmp.Atna.Storage.Checkpoints;
using XdsDmp.CommandLine.Output;

namespace XdsDmp.CommandLine.Audit;

/// <summary><c>audit verify</c>: walks the hash chain and says what is missing or altered.</summary>
internal static class AuditVerifyCommand
{
    private static readonly Option<string?> Expect = new("--known-head", "--expect")
    {
        HelpName = "N:HASH",
        Description =
            "End of the chain as an earlier verification told it: shows what was cut off or written anew since",
    };

    private static readonly Option<string?> PublicKey = new("--public-key")
    {
        HelpName = "FILE",
        Description = "Public keys of the checkpoints, PEM [default: the one beside the database]",
    };

    private static readonly Option<string?> Anchors = new("--anchors")
    {
        HelpName = "FILE",
        Description = "The file of anchored checkpoints [default: the one beside the database]",
    };

    private static readonly Option<string[]> Files = new("--archive")
    {
        HelpName = "FILE",
        Description = "Verify these files of records instead, and with --database or --data that they belong to it",
        AllowMultipleArgumentsPerToken = true,
    };

    private static readonly Option<bool> Json = new("--json") { Description = "As JSON" };
    private static readonly ArchiveOptions Archive = new();

    public static Command Create()
    {
        Command command = new ExampleCommand(
            "verify",
            "Verify that no audit record is missing or altered. Exit code 1 if one is.",
            """
            Works on the database of a running or stopped installation, or on files that were archived or exported. What
            lies beside the database may have been changed together with it: give a public key, and a file of anchored
            checkpoints, or an earlier end of the chain, that were kept elsewhere. Only these show whether the newest
            records were cut off, or all of them written anew.
            """,
            "xdsdmp audit verify",
            "xdsdmp audit verify --database atna.db --public-key key.pub --anchors /mnt/other/checkpoints.txt",
            "xdsdmp audit verify --archive archive/*.audit.gz --public-key key.pub",
            "xdsdmp audit verify --known-head 1042:5f2c…")
        {
            Expect, PublicKey, Anchors, Files, Json,
        };
        Archive.AddTo(command);
        command.Run(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        var clock = Stopwatch.StartNew();
        using var keys = KeysOf(parsed);
        var files = parsed.GetValue(Files) ?? [];
        var verification = await CountingSpinner.RunAsync("verifying", "records", progress => files.Length > 0
            ? VerifyFilesAsync(parsed, files, keys, progress, cancel)
            : Task.Run(() => VerifyDatabase(parsed, keys, progress, cancel), cancel));
        if (parsed.GetValue(Json))
        {
            JsonOutput.Write(new
            {
                verification.IsIntact,
                verification.Records,
                verification.RemovedRecords,
                verification.Checkpoints,
                verification.SignedUpTo,
                verification.IsIndexVerified,
                Head = verification.Head?.ToString(),
                verification.ProblemCount,
                verification.Problems,
            });
        }
        else
        {
            VerificationLines.Show(verification, clock.Elapsed);
        }

        return verification.IsIntact ? ExitCode.Done : ExitCode.Refused;
    }

    private static AuditVerification VerifyDatabase(
        ParseResult parsed, PublicKeys? keys, IProgress<long> progress, CancellationToken cancel)
    {
        var basis = new VerificationBasis
        {
            Keys = keys,
            Anchors = AnchorsOf(parsed),
            KnownHead = parsed.GetValue(Expect) is not { } text
                ? null
                : ChainHead.TryParse(text)
                    ?? throw CommandException.Usage($"--known-head: '{text}' is not of the form N:HASH"),
        };
        using var archive = Archive.Open(parsed);
        return archive.Verify(basis, progress, cancel);
    }

    private static async Task<AuditVerification> VerifyFilesAsync(
        ParseResult parsed,
        IReadOnlyList<string> files,
        PublicKeys? keys,
        IProgress<long> progress,
        CancellationToken cancel)
    {
        if (files.FirstOrDefault(file => !File.Exists(file)) is { } absent)
        {
            throw CommandException.Usage($"there is no file {absent}");
        }

        if (!Archive.IsNamed(parsed))
        {
            return await AuditArchive.VerifyFilesAloneAsync(files, keys, progress, cancel);
        }

        using var archive = Archive.Open(parsed);
        return await archive.VerifyFilesAsync(files, keys, progress, cancel);
    }

    private static PublicKeys? KeysOf(ParseResult parsed)
    {
        var given = parsed.GetValue(PublicKey);
        var beside = Archive.Beside(parsed, "-checkpoint.pub");
        if (given is null && !File.Exists(beside))
        {
            Screen.Warn("signatures are not checked: give the public key (--public-key FILE)");
            return null;
        }

        try
        {
            return PublicKeys.Read(given ?? beside);
        }
        catch (Exception wrong) when (wrong is FileNotFoundException or InvalidDataException)
        {
            throw CommandException.Usage(wrong.Message, cause: wrong);
        }
    }

    private static string? AnchorsOf(ParseResult parsed)
    {
        var given = parsed.GetValue(Anchors);
        var beside = Archive.Beside(parsed, "-checkpoints.txt");
        return given is not null && !File.Exists(given)
            ? throw CommandException.Usage($"there is no file {given}")
            : given ?? (File.Exists(beside) ? beside : null);
    }
}
