using System.CommandLine;
using XdsDmp.Audit.Events;
using XdsDmp.CommandLine.Documents;
using XdsDmp.CommandLine.Output;
using XdsDmp.Security.Documents;
using XdsDmp.Security.Trust;

namespace XdsDmp.CommandLine.Signatures;

/// <summary><c>verify</c>: verifies a document signature and tells each level by itself (ITI TF-3 §5.5).</summary>
internal static class VerifyCommand
{
    private const string Summary = "Verify a document signature, level by level. Exit code 1 if one is invalid.";

    private const string Details = """
        A file is verified with the documents given beside it. Anything else is the uniqueId or entryUUID of a
        signature, which is fetched with all that it names; its submission set is looked up in the registry. Without
        --signers it is not said whether the signer is to be trusted.
        """;

    private static readonly Argument<string> Signature = new("SIGNATURE")
    {
        Description = "A file, or the uniqueId or entryUUID of a registered signature",
    };

    private static readonly Argument<string[]> Files = new("FILE[=UNIQUEID]")
    {
        Description = "The documents, with a signature that is a file",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private static readonly Option<string?> Set = new("--set")
    {
        HelpName = "UNIQUEID",
        Description = "The submission set whose documents these are, all of them",
    };

    private static readonly Option<string[]> Authors = new("--author")
    {
        HelpName = "ID",
        Description = "Identifier of a person or structure that the signer's certificate should bear; may be repeated",
    };

    private static readonly Option<string?> Signers = new("--signers")
    {
        HelpName = "DIR",
        Description = "Folder of authorities, certificates and revocation lists of those who may sign",
    };

    private static readonly Option<bool> Sha1 = new("--sha1") { Description = "Accept SHA-1, of old signatures" };

    private static readonly Option<bool> Json = new("--json") { Description = "As JSON" };

    private static readonly ClientOptions Client = new();

    public static Command Create()
    {
        Command command = new ExampleCommand(
            "verify", Summary, Details,
            "xdsdmp verify signature.xml report.xml --signers ./signers",
            "xdsdmp verify signature.xml a.pdf=1.2.3.1 b.pdf=1.2.3.2 --set 1.2.3 --signers ./signers",
            "xdsdmp verify 2.25.329… --signers ./signers --json")
        {
            Signature, Files, Set, Authors, Signers, Sha1, Json,
        };
        Client.AddTo(command);
        command.Run(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        var signature = parsed.GetRequiredValue(Signature);
        var report = File.Exists(signature)
            ? await VerifyFileAsync(parsed, signature, cancel)
            : await VerifyRegisteredAsync(parsed, signature, cancel);
        if (parsed.GetValue(Json))
        {
            JsonOutput.Write(SignatureTable.Json(report));
        }
        else
        {
            SignatureTable.Show(report);
        }

        return report.Levels.Any(result => result.State == LevelState.Invalid) ? ExitCode.Refused : ExitCode.Done;
    }

    private static async Task<DocumentSignatureReport> VerifyFileAsync(
        ParseResult parsed, string file, CancellationToken cancel)
    {
        var documents = (parsed.GetValue(Files) ?? []).Select(NamedFile.Read)
            .ToDictionary(named => named.UniqueId, named => named.Path);
        var ids = parsed.GetValue(Authors) ?? [];
        return await VerifierOf(parsed).VerifyAsync(
            await File.ReadAllBytesAsync(file, cancel),
            new SignedSubject(id => documents.TryGetValue(id, out var path) ? DocumentFiles.Open(path) : null)
            {
                SubmissionSetId = parsed.GetValue(Set),
                DocumentIds = documents.Keys,
                Expected = new SignerExpectation(ids, []),
            },
            cancel);
    }

    private static async Task<DocumentSignatureReport> VerifyRegisteredAsync(
        ParseResult parsed, string id, CancellationToken cancel)
    {
        var settings = Client.Read(parsed);
        using var client = new XdsClient(settings);
        using var registered = new RegisteredSignature(client, settings);
        var (octets, subject) = await registered.FetchAsync(id, cancel);
        var ids = parsed.GetValue(Authors) ?? [];
        var report = await VerifierOf(parsed).VerifyAsync(
            octets, ids.Length == 0 ? subject : subject with { Expected = new SignerExpectation(ids, []) }, cancel);
        await client.Audit.SignatureVerifiedAsync(new AuditedSignature(
            registered.UniqueId, registered.PatientId,
            [.. report.Levels.Where(result => result.State == LevelState.Invalid).Select(result => $"{result.Level}")
                .Distinct()]));
        return report;
    }

    private static DocumentSignatureVerifier VerifierOf(ParseResult parsed)
    {
        var trust = parsed.GetValue(Signers) is not { } folder
            ? null
            : new DocumentSignerTrust(
                new TrustStore(folder, TimeProvider.System, alarm => Screen.Warn(alarm.Text)), new PeerRules(),
                TimeProvider.System);
        return new DocumentSignatureVerifier(
            new DocumentSignatureRules { AllowSha1 = parsed.GetValue(Sha1) }, trust);
    }
}
