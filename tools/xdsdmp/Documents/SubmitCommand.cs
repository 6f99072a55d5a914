using System.CommandLine;
using System.Diagnostics;
using XdsDmp.Audit.Events;
using XdsDmp.CommandLine.Output;
using XdsDmp.CommandLine.Signatures;
using XdsDmp.Metadata.Ebxml.Messages;
using XdsDmp.Metadata.Errors;
using XdsDmp.Metadata.Model;

namespace XdsDmp.CommandLine.Documents;

/// <summary><c>submit</c>: ITI-41 Provide and Register Document Set-b (ITI TF-2 §3.41).</summary>
internal static class SubmitCommand
{
    private const string Summary =
        "Submit files as one submission (ITI-41). Files are streamed as MTOM attachments, whatever their size.";

    private const string Details = """
        Title, type, times, author and ids of a CDA document come from its header; every option overrides. Codes are
        written code^^scheme^display. Without --patient, the patient is the one of the CDA header.
        """;

    private static readonly Argument<string[]> Files = new("FILE")
    {
        Description = "The documents",
        Arity = ArgumentArity.OneOrMore,
    };

    private static readonly Option<string?> Patient = new("--patient")
    {
        HelpName = "CX",
        Description = "id^^^&oid&ISO, or an id of the installation's own authority",
    };

    private static readonly Option<string?> Replace = new("--replace")
    {
        HelpName = "ENTRYUUID",
        Description = "The document replaces this one, which becomes Deprecated",
    };

    private static readonly Option<bool> Sign = new("--sign")
    {
        Description = "Sign the submission set: a signature is submitted with the documents",
    };

    private static readonly SignerOptions Signer =
        new("--sign-cert", "--sign-key", "[default: the client certificate]");

    private static readonly Option<bool> Print =
        new("--print") { Description = "Print the metadata instead of sending it" };

    private static readonly Option<bool> Json = new("--json") { Description = "Answer as JSON" };

    private static readonly SubmitOptions Metadata = new();

    private static readonly ClientOptions Client = new();

    public static Command Create()
    {
        Command command = new ExampleCommand(
            "submit", Summary, Details,
            "xdsdmp submit report.xml --patient DMP-1",
            "xdsdmp submit a.pdf b.pdf --patient 'DMP-1^^^&1.2.3&ISO' --type '11488-4^^2.16.840.1.113883.6.1^CR'",
            "xdsdmp submit corrected.xml --patient DMP-1 --replace urn:uuid:0197…",
            "xdsdmp submit report.xml --sign --style dmp --sign-cert signer.pem --sign-key signer.key")
        {
            Files, Patient, Replace, Sign,
        };
        Signer.AddTo(command);
        Metadata.AddTo(command);
        Client.AddTo(command);
        command.Add(Print);
        command.Add(Json);
        command.Run(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        var settings = Client.Read(parsed);
        using var client = new XdsClient(settings);
        using var signature = new SetSignature();
        var draft = await DraftAsync(parsed, settings, client, cancel);
        if (parsed.GetValue(Sign))
        {
            draft = await signature.AddToAsync(
                draft, Signer.Signer(parsed, settings.Certificate, settings.Key), Signer, parsed, cancel);
            await client.Audit.SignatureMadeAsync(
                new AuditedSignature(draft.Documents[^1].UniqueId, draft.Patient.ToString(), []));
        }

        var body = XdsClient.Body(xml => ProvideAndRegisterDocumentSetRequestWriter.Write(xml, draft.ToRequest()));
        if (parsed.GetValue(Print))
        {
            XmlOutput.Write(body);
            return ExitCode.Done;
        }

        var clock = Stopwatch.StartNew();
        var response = await ProgressBar.RunAsync("submitting", draft.Documents.Sum(d => d.Size), progress =>
            client.SubmitAsync(
                body, [.. draft.Documents.Select(d => DocumentFiles.Attachment(d, progress))],
                new AuditedSubmission(draft.Patient.ToString(), draft.UniqueId), cancel));
        Show(draft, response, clock.Elapsed, parsed.GetValue(Json));
        return response.Status == ResponseStatus.Failure ? ExitCode.Refused : ExitCode.Done;
    }

    private static async Task<SubmissionDraft> DraftAsync(
        ParseResult parsed, ClientSettings settings, XdsClient client, CancellationToken cancel)
    {
        var files = parsed.GetRequiredValue(Files);
        Metadata.CheckFor(parsed, files.Length);
        var replaced = Replaced(parsed, files.Length);
        var patient = PatientOf(parsed, settings, files[0]);
        var isFrench = Metadata.IsFrench(parsed, settings);
        var documents = await ProgressBar.RunAsync("reading", files.Sum(SizeOf), async progress =>
        {
            var drafts = new List<DocumentDraft>();
            foreach (var file in files)
            {
                drafts.Add(await Metadata.DraftAsync(parsed, file, patient, isFrench, progress, cancel));
            }

            return drafts;
        });
        return new SubmissionDraft
        {
            Patient = patient,
            UniqueId = Oid.Of(Guid.NewGuid()),
            SourceId = Metadata.SourceId(parsed) ?? client.SourceId,
            Time = Hl7Time.Of(TimeProvider.System.GetUtcNow()),
            ContentType = Metadata.ContentType(parsed, documents[0], isFrench),
            Documents = documents,
            Replaced = replaced,
            IsFrench = isFrench,
        };
    }

    private static PatientId PatientOf(ParseResult parsed, ClientSettings settings, string file) =>
        parsed.GetValue(Patient) is { } given ? settings.PatientOf(given)
        : SubmitOptions.HeaderOf(file)?.Patient
            ?? throw CommandException.Usage(
                $"whose document is {file}? Its header names no patient", "Add --patient CX.");

    private static string? Replaced(ParseResult parsed, int files) => parsed.GetValue(Replace) switch
    {
        null => null,
        _ when files > 1 => throw CommandException.Usage($"--replace is for one file; {files} are given"),
        var id when Guid.TryParse(id.Replace(EntryUuid.Prefix, "", StringComparison.Ordinal), out var uuid) =>
            new EntryUuid(uuid).ToString(),
        var id => throw CommandException.Usage(
            $"--replace: '{id}' is not an entryUUID", "'xdsdmp query get-documents --unique-id ID' shows it."),
    };

    private static long SizeOf(string file)
    {
        using var stream = DocumentFiles.Open(file);
        return stream.Length;
    }

    private static void Show(SubmissionDraft draft, RegistryResponse response, TimeSpan elapsed, bool isJson)
    {
        if (isJson)
        {
            JsonOutput.Write(new
            {
                response.Status,
                SubmissionSetUniqueId = draft.UniqueId,
                Patient = draft.Patient.ToString(),
                Documents = draft.Documents.Select(d => new { d.File, d.UniqueId, d.EntryUuid, d.Size, d.Hash }),
                response.Errors,
            });
            return;
        }

        RegistryErrorLines.Write(response);
        if (response.Status == ResponseStatus.Failure)
        {
            Screen.Fail("nothing was registered");
            return;
        }

        foreach (var document in draft.Documents)
        {
            Screen.Out.WriteLine(Path.GetFileName(document.File));
            Screen.Out.WriteLine($"  uniqueId   {document.UniqueId}");
            Screen.Out.WriteLine($"  entryUUID  {document.EntryUuid}");
        }

        var size = draft.Documents.Sum(d => d.Size);
        Screen.Error.MarkupLine(
            $"[green]registered[/] for {Screen.Text(draft.Patient.ToString())}: "
            + $"{ByteSize.Of(size)} in {elapsed.TotalSeconds:0.00} s");
    }
}
