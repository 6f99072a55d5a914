using XdsDmp.Audit.Events;
using XdsDmp.CommandLine.Dmp;
using XdsDmp.CommandLine.Documents;
using XdsDmp.CommandLine.Sandbox;
using XdsDmp.CommandLine.Serving;
using XdsDmp.Hosting;
using XdsDmp.Metadata.Ebxml.Messages;
using XdsDmp.Metadata.Errors;
using XdsDmp.Metadata.Model;
using XdsDmp.Metadata.Queries;
using XdsDmp.Security.Vihf;
using XdsDmp.Soap;
using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Scenarios.Dmp;

/// <summary>
/// An installation as <c>up --profile dmp --sample</c> makes it: three services over mutual TLS, invented people with
/// certificates and VIHF of their own, and the audit repository behind all of it.
/// </summary>
internal sealed class SandboxScene : IAsyncDisposable
{
    private static readonly IProgress<long> Silence = new Progress<long>();
    private readonly Installation _installation;
    private readonly SandboxFolder _folder;

    private SandboxScene(Installation installation)
    {
        _installation = installation;
        _folder = new SandboxFolder(installation.Folder);
    }

    public static async Task<SandboxScene> StartAsync()
    {
        var settings = new Dictionary<string, string?> { ["Profile"] = "Dmp", ["Dmp:Language"] = "English" };
        var installation = await Installation.StartAsync(DataFolder.Of(TestFolder.New()), basePort: null, settings);
        await SampleFill.RunAsync(installation, CancellationToken.None);
        return new SandboxScene(installation);
    }

    public static SandboxPatient Patient(int number) => SandboxPatients.All.First(one => one.Number == number);

    /// <summary>TD3.1: titles of the approved documents that somebody sees.</summary>
    public async Task<IReadOnlyList<string>> SearchAsync(
        SandboxProfessional user, SandboxPatient patient, string purpose = VihfAttributes.Normal,
        PatientId? under = null)
    {
        var answer = await AskAsync(user, patient, purpose, under ?? patient.Ins);
        Assert.AreEqual(ResponseStatus.Success, answer.Response.Status);
        return [.. new FoundObjects(answer.Objects).Documents.Select(document => document.Title ?? "")];
    }

    /// <summary>TD3.1, whatever comes of it.</summary>
    public async Task<QueryAnswer> AskAsync(
        SandboxProfessional user, SandboxPatient patient, string purpose, PatientId under)
    {
        using var client = ClientOf(user, patient, purpose);
        var named = under.ToString();
        return await client.QueryAsync(
            new StoredQueryRequest(
                StoredQueryDefinitions.FindDocuments.Id, QueryReturnType.LeafClass,
                new QuerySlot(ParameterNames.DocumentEntryPatientId, QueryValue.Text(named)),
                new QuerySlot(
                    ParameterNames.DocumentEntryStatus, QueryValue.Texts(Metadata.Ebxml.XdsUrns.StatusApproved))),
            named, CancellationToken.None);
    }

    /// <summary>The rule for which a search is refused.</summary>
    public async Task IsRefusedAsync(
        string rule, SandboxProfessional user, SandboxPatient patient, string purpose = VihfAttributes.Normal)
    {
        var fault = await Assert.ThrowsExactlyAsync<SoapFaultReceivedException>(
            () => SearchAsync(user, patient, purpose));
        Assert.AreEqual("DMPAccessDeniedByRightsService", fault.Fault.Subcode?.Name);
        StringAssert.Contains(fault.Fault.Reason, $"[rule {rule};");
    }

    /// <summary>TD3.2 in an emergency, or in a connexion secrète: how many documents were handed out.</summary>
    public async Task<int> RetrieveAsync(
        SandboxProfessional user, string document, string purpose, bool isSecret = false)
    {
        var planned = Planned(SandboxDocuments.Find(document));
        using var client = new XdsClient(SettingsOf(user, planned.Patient) with
        {
            Assertion = SandboxVihf.Make(_folder, user, planned.Patient.Ins, purpose, "a reason", isSecret),
        });
        using var saved = new SavedContents(_installation.Folder.Root, Silence);
        var answer = await client.RetrieveAsync(
            [new DocumentRequest(_installation.Endpoints.RepositoryUniqueId!, planned.UniqueId)], saved,
            _ => planned.Patient.Ins.ToString(), CancellationToken.None);
        return answer.Documents.Count;
    }

    /// <summary>TD3.2: true when the document was handed out.</summary>
    public async Task<bool> RetrieveAsync(SandboxProfessional user, string document)
    {
        var planned = Planned(SandboxDocuments.Find(document));
        using var client = ClientOf(user, planned.Patient);
        using var saved = new SavedContents(_installation.Folder.Root, Silence);
        try
        {
            var answer = await client.RetrieveAsync(
                [new DocumentRequest(_installation.Endpoints.RepositoryUniqueId!, planned.UniqueId)], saved,
                _ => planned.Patient.Ins.ToString(), CancellationToken.None);
            return answer.Documents.Count == 1;
        }
        catch (SoapFaultReceivedException refused) when (
            refused.Fault.Subcode?.Name == "DMPAccessDeniedByRightsService")
        {
            return false;
        }
    }

    /// <summary>
    /// TD3.2 of one document, whichever it is: all that the answer says, with the id that was asked for left out.
    /// </summary>
    public async Task<string> RetrievalOfAsync(SandboxProfessional user, SandboxPatient patient, string uniqueId)
    {
        using var client = ClientOf(user, patient);
        using var saved = new SavedContents(_installation.Folder.Root, Silence);
        var answer = await client.RetrieveAsync(
            [new DocumentRequest(_installation.Endpoints.RepositoryUniqueId!, uniqueId)], saved,
            _ => patient.Ins.ToString(), CancellationToken.None);
        return $"{answer.Response.Status} {answer.Documents.Count} {string.Join('\n', answer.Response.Errors)}"
            .Replace(uniqueId, "ID", StringComparison.Ordinal);
    }

    public string UniqueIdOf(string document) => Planned(SandboxDocuments.Find(document)).UniqueId;

    /// <summary>TD2.1 of one more document.</summary>
    public async Task<string> SubmitAsync(
        SandboxProfessional user, SandboxPatient patient, string title, SandboxPatient? asserted = null)
    {
        var planned = Planned(SandboxDocuments.Find("2-synthese") with
        {
            Key = Guid.NewGuid().ToString(),
            Patient = patient.Number,
            Author = user,
            Title = title,
        });
        using var client = ClientOf(user, asserted ?? patient);
        using var signer = SandboxVihf.SignerOf(_folder, user);
        var draft = SandboxSubmission.Prepare(planned, _folder.Documents, client.SourceId, signer);
        try
        {
            var response = await client.SubmitAsync(
                XdsClient.Body(xml => ProvideAndRegisterDocumentSetRequestWriter.Write(xml, draft.ToRequest())),
                [.. draft.Documents.Select(one => DocumentFiles.Attachment(one, Silence))],
                new AuditedSubmission(patient.Ins.ToString(), draft.UniqueId), CancellationToken.None);
            return string.Join('\n', response.Errors.Select(error => error.Context));
        }
        catch (SoapFaultReceivedException refused)
        {
            return refused.Fault.Reason;
        }
    }

    public async Task<DmpAnswer> CallAsync(
        SandboxProfessional user, SandboxPatient patient, TransactionId id, ReadOnlyMemory<byte> body)
    {
        using var client = new DmpClient(SettingsOf(user, patient));
        return await client.CallAsync(id, body, patient.Ins, CancellationToken.None);
    }

    /// <summary>Traces, once the one that is waited for has arrived: audit messages travel in the background.</summary>
    public async Task<DmpTraceList> TracesAsync(
        SandboxProfessional user, SandboxPatient patient, Func<DmpTrace, bool> until)
    {
        using var client = ClientOf(user, patient);
        DmpTraceList list = new(false, false, []);
        await Eventually.IsTrueAsync("the act stands in the traces", async () =>
        {
            list = await client.TracesAsync(
                DmpTraces.Request(patient.Ins), patient.Ins.ToString(), CancellationToken.None);
            return list.Traces.Any(until);
        });
        return list;
    }

    public async ValueTask DisposeAsync()
    {
        await _installation.DisposeAsync();
        TestFolder.Delete(_installation.Folder.Root);
    }

    private PlannedDocument Planned(SandboxDocument document) =>
        new(document, _installation.Endpoints.RepositoryUniqueId!, TimeProvider.System.GetUtcNow());

    private XdsClient ClientOf(
        SandboxProfessional user, SandboxPatient patient, string purpose = VihfAttributes.Normal) =>
        new(SettingsOf(user, patient, purpose));

    private ClientSettings SettingsOf(
        SandboxProfessional user, SandboxPatient patient, string purpose = VihfAttributes.Normal) =>
        SandboxClient.SettingsOf(_installation.Endpoints, _folder, user) with
        {
            Assertion = SandboxVihf.Make(
                _folder, user, patient.Ins, purpose,
                purpose == VihfAttributes.BreakGlass ? "found unconscious" : null),
        };
}
