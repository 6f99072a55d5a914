using System.CommandLine;
using XdsDmp.Atna.Storage;
using XdsDmp.Audit.Events;
using XdsDmp.CommandLine.Audit;
using XdsDmp.CommandLine.Documents;
using XdsDmp.CommandLine.Output;
using XdsDmp.CommandLine.Serving;
using XdsDmp.Metadata.Ebxml.Messages;
using XdsDmp.Metadata.Errors;
using XdsDmp.Metadata.Model;
using XdsDmp.Metadata.Queries;
using XdsDmp.Registry.PatientIdentity;

namespace XdsDmp.CommandLine.Demonstration;

/// <summary>What the demonstration does, step by step; throws when something does not come out as it should.</summary>
internal sealed class Scenario(Installation installation, XdsClient client, CancellationToken cancel)
{
    private static readonly PatientId Patient = new("DMP-TEST-1", NodeIdentity.DefaultAuthority);
    private readonly string _file = Path.Combine(installation.Folder.Root, "sample.xml");
    private readonly Impostors _impostors = new(installation, Patient);
    private DocumentDraft? _submitted;
    private DocumentEntry? _found;

    public static async Task PlayAsync(
        DataFolder folder, IReadOnlyDictionary<string, string?> arguments, CancellationToken cancel)
    {
        var steps = new StepList();
        Installation? installation = null;
        try
        {
            await steps.RunAsync("Start registry, repository and audit repository, with new certificates", async () =>
            {
                installation = await Installation.StartAsync(folder, basePort: null, arguments);
                var endpoints = installation.Endpoints;
                return $"registry {endpoints.Registry}\nrepository {endpoints.Repository}\n"
                    + $"audit repository {endpoints.SyslogTls}";
            });
            var settings = new Impostors(installation!, Patient).Honest(SettingsOf(installation!));
            using var client = new XdsClient(settings);
            await new Scenario(installation!, client, cancel).PlayAsync(steps, settings);
        }
        finally
        {
            if (installation is not null)
            {
                await installation.DisposeAsync();
            }
        }
    }

    private async Task PlayAsync(StepList steps, ClientSettings settings)
    {
        await steps.RunAsync("Announce a patient to the registry", AnnounceAsync);
        await steps.RunAsync(
            "Submit a CDA document (ITI-41, which makes the repository register it by ITI-42)", SubmitAsync);
        await steps.RunAsync("Find it (ITI-18 FindDocuments)", FindAsync);
        await steps.RunAsync("Retrieve it (ITI-43) and compare", RetrieveAsync);
        await steps.RunAsync("Call the registry without a certificate", IntrudeAsync);
        await _impostors.PlayAsync(steps, AskAsync, settings);
        await steps.RunAsync("Wait for the audit records of both ends (ITI-20)", AuditAsync);
        await steps.RunAsync("Verify the chain of audit records", VerifyAsync);
        ShowRecords();
        Picture.Write();
    }

    private async Task<string> AnnounceAsync()
    {
        using var table = PatientTable.Open(installation.Folder.RegistryDatabase);
        await table.AddAsync(Patient, Environment.UserName);
        return Patient.ToString();
    }

    private async Task<string> SubmitAsync()
    {
        await SaveSampleAsync();
        var draft = await DraftAsync();
        var body = XdsClient.Body(xml => ProvideAndRegisterDocumentSetRequestWriter.Write(xml, draft.ToRequest()));
        var response = await client.SubmitAsync(
            body, [DocumentFiles.Attachment(_submitted!, Silence)],
            new AuditedSubmission(Patient.ToString(), draft.UniqueId), cancel);
        RegistryErrorLines.Write(response);
        StepList.Require(response.Status == ResponseStatus.Success, "the repository refused the document");
        return $"registered: {_submitted!.UniqueId}, {ByteSize.Of(_submitted.Size)}{_impostors.Describe()}";
    }

    private async Task<string> FindAsync()
    {
        var answer = await client.QueryAsync(Question(), Patient.ToString(), cancel);
        RegistryErrorLines.Write(answer.Response);
        _found = new FoundObjects(answer.Objects).Documents.SingleOrDefault();
        StepList.Require(_found?.UniqueId == _submitted!.UniqueId, "the registry does not find the document");
        return $"\"{_found!.Title}\", {_found.Rim.Id}";
    }

    private static StoredQueryRequest Question()
    {
        var slots = new QueryArguments(StoredQueryDefinitions.FindDocuments, _ => Patient);
        slots.Add("--patient-id", [Patient.ToString()]);
        slots.Add("--status", ["approved"]);
        return new StoredQueryRequest(
            StoredQueryDefinitions.FindDocuments.Id, QueryReturnType.LeafClass, slots.ToSlots());
    }

    /// <summary>The same question, by a client with other settings.</summary>
    private async Task AskAsync(ClientSettings settings)
    {
        using var other = new XdsClient(settings);
        await other.QueryAsync(Question(), Patient.ToString(), cancel);
    }

    private async Task<string> RetrieveAsync()
    {
        using var saved = new SavedContents(installation.Folder.Root, Silence);
        var request = new DocumentRequest(_found!.RepositoryUniqueId ?? "", _found.UniqueId!);
        var response = await client.RetrieveAsync([request], saved, _ => Patient.ToString(), cancel);
        RegistryErrorLines.Write(response.Response);
        StepList.Require(response.Documents.Count == 1, "the repository does not hand the document out");
        var content = response.Documents[0].Content;
        var (sent, received) =
            (await File.ReadAllBytesAsync(_file, cancel), await File.ReadAllBytesAsync(content.DraftFile, cancel));
        StepList.Require(sent.AsSpan().SequenceEqual(received), "the document came back altered");
        StepList.Require(
            content.Sha1.Equals(_found.Hash, StringComparison.OrdinalIgnoreCase), "its hash is not the registered one");
        return $"{received.Length} bytes, the same as were sent; SHA-1 {content.Sha1} as registered";
    }

    private async Task<string> IntrudeAsync()
    {
        var endpoints = installation.Endpoints;
        var isTurnedAway = await AnonymousCaller.IsTurnedAwayAsync(new Uri(endpoints.Registry!), endpoints.Ca!, cancel);
        StepList.Require(isTurnedAway, "the registry answered a caller that showed no certificate");
        return "turned away in the TLS handshake, before it could ask anything";
    }

    private async Task<string> AuditAsync()
    {
        var missing = await ExpectedRecords.AwaitAsync(installation.Folder.AuditDatabase, cancel);
        StepList.Require(missing.Count == 0, $"no audit record came of: {string.Join("; ", missing)}");
        return "all there: submission, registration, query and retrieval, each from both ends; the stranger";
    }

    private Task<string> VerifyAsync()
    {
        using var archive = AuditArchive.Open(installation.Folder.AuditDatabase);
        var verification = archive.Verify(cancel: cancel);
        StepList.Require(
            verification.IsIntact, string.Join("; ", verification.Problems.Select(problem => problem.Text)));
        return Task.FromResult($"{verification.Records} records, none missing, none altered");
    }

    private void ShowRecords()
    {
        using var archive = AuditArchive.Open(installation.Folder.AuditDatabase);
        Screen.Out.WriteLine();
        Screen.Out.Write(AuditTables.Of([.. archive.List(new AuditFilter()).Reverse()]));
    }

    private async Task SaveSampleAsync()
    {
        await using var sample = typeof(Scenario).Assembly.GetManifestResourceStream("Sample.xml")!;
        await using var file = File.Create(_file);
        await sample.CopyToAsync(file, cancel);
    }

    /// <summary>What <c>submit sample.xml</c> would make of the file.</summary>
    private async Task<SubmissionDraft> DraftAsync()
    {
        var (options, command) = (new SubmitOptions(), new Command("submit"));
        options.AddTo(command);
        _submitted = await options.DraftAsync(
            command.Parse([]), _file, Patient, isFrench: false, Silence, cancel);
        return new SubmissionDraft
        {
            Patient = Patient,
            UniqueId = Oid.Of(Guid.NewGuid()),
            SourceId = client.SourceId,
            Time = Hl7Time.Of(TimeProvider.System.GetUtcNow()),
            ContentType = _submitted.Type,
            Documents = [_submitted],
        };
    }

    private static ClientSettings SettingsOf(Installation installation)
    {
        var endpoints = installation.Endpoints;
        return new ClientSettings
        {
            Registry = new Uri(endpoints.Registry!),
            Repository = new Uri(endpoints.Repository!),
            AuditReceiver = AuditReceiver.OfInstallation(installation.Folder, endpoints.SyslogTls),
            Certificate = endpoints.ClientCertificate!,
            Key = endpoints.ClientKey!,
            Trust = endpoints.Ca!,
        };
    }

    private static readonly IProgress<long> Silence = new Progress<long>();
}
