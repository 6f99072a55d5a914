using XdsDmp.Audit.Events;
using XdsDmp.CommandLine.Documents;
using XdsDmp.CommandLine.Output;
using XdsDmp.CommandLine.Serving;
using XdsDmp.Metadata.Ebxml;
using XdsDmp.Metadata.Ebxml.Messages;
using XdsDmp.Metadata.Errors;
using XdsDmp.Metadata.Model;
using XdsDmp.Metadata.Queries;

namespace XdsDmp.CommandLine.Sandbox;

/// <summary>
/// The documents of the invented patients: each submitted by its author with his own certificate and VIHF, with a
/// signed submission set; then masked, archived or deleted, as it is planned.
/// </summary>
internal sealed class SampleDocuments : IDisposable
{
    private static readonly RegistryErrorCode[] IsThere =
    [
        RegistryErrorCode.XDSDuplicateUniqueIdInRegistry, RegistryErrorCode.XDSNonIdenticalHash,
    ];

    private static readonly IProgress<long> Silence = new Progress<long>();
    private readonly Installation _installation;
    private readonly SandboxFolder _folder;
    private readonly Dictionary<string, XdsClient> _clients = [];

    public SampleDocuments(Installation installation, SandboxFolder folder)
    {
        _installation = installation;
        _folder = folder;
        var now = TimeProvider.System.GetUtcNow();
        Planned =
        [
            .. SandboxDocuments.All.Select(
                document => new PlannedDocument(document, installation.Endpoints.RepositoryUniqueId!, now)),
        ];
    }

    public IReadOnlyList<PlannedDocument> Planned { get; }

    public IReadOnlyList<PlannedDocument> Updated =>
        [.. Planned.Where(planned => planned.Document.Fate != SandboxFate.Stays)];

    /// <summary>TD2.1. False when it was done before.</summary>
    public async Task<bool> SubmitAsync(PlannedDocument planned, CancellationToken cancel)
    {
        var client = ClientOf(planned);
        using var signer = SandboxVihf.SignerOf(_folder, planned.Author);
        var draft = SandboxSubmission.Prepare(planned, _folder.Documents, client.SourceId, signer);
        var body = XdsClient.Body(xml => ProvideAndRegisterDocumentSetRequestWriter.Write(xml, draft.ToRequest()));
        var response = await client.SubmitAsync(
            body, [.. draft.Documents.Select(one => DocumentFiles.Attachment(one, Silence))],
            new AuditedSubmission(draft.Patient.ToString(), draft.UniqueId), cancel);
        return WasDone(response, $"document {planned.Document.Key}");
    }

    /// <summary>TD3.3. False when it was done before.</summary>
    public async Task<bool> UpdateAsync(PlannedDocument planned, CancellationToken cancel)
    {
        var client = ClientOf(planned);
        if (await CurrentAsync(client, planned, cancel) is not { } current || IsDone(planned, current))
        {
            return false;
        }

        var set = SetOf(planned, client.SourceId);
        var objects = planned.Document.Fate == SandboxFate.Masked
            ? SandboxUpdate.Mask(set, current, SandboxSubmission.Visibility("MASQUE_PS"))
            : SandboxUpdate.NewStatus(set, current.Id ?? "", current.Status ?? "", StatusOf(planned.Document.Fate));
        var response = await client.UpdateAsync(
            objects, new AuditedSubmission(set.Patient.ToString(), set.UniqueId), cancel);
        return WasDone(response, $"{planned.Document.Fate} of {planned.Document.Key}");
    }

    public void Dispose()
    {
        foreach (var client in _clients.Values)
        {
            client.Dispose();
        }
    }

    private static bool IsDone(PlannedDocument planned, ExtrinsicObject current) =>
        planned.Document.Fate == SandboxFate.Masked
            ? current.Classifications.Any(one => one.NodeRepresentation == "MASQUE_PS")
            : current.Status == StatusOf(planned.Document.Fate);

    private static string StatusOf(SandboxFate fate) =>
        fate == SandboxFate.Archived ? SandboxUpdate.Archived : SandboxUpdate.Deleted;

    private static async Task<ExtrinsicObject?> CurrentAsync(
        XdsClient client, PlannedDocument planned, CancellationToken cancel)
    {
        var answer = await client.QueryAsync(
            new StoredQueryRequest(
                StoredQueryDefinitions.GetDocuments.Id, QueryReturnType.LeafClass,
                new QuerySlot(ParameterNames.DocumentEntryUniqueId, QueryValue.Texts(planned.UniqueId))),
            planned.Patient.Ins.ToString(), cancel);
        return answer.Objects.Objects.OfType<ExtrinsicObject>().MaxBy(
            entry => int.TryParse(entry.VersionInfo?.VersionName, out var version) ? version : 0);
    }

    /// <summary>An update is a submission, too; it carries no document.</summary>
    private static SubmissionDraft SetOf(PlannedDocument planned, string sourceId)
    {
        var now = TimeProvider.System.GetUtcNow();
        var document = SandboxSubmission.DraftOf(planned, "", []);
        return new SubmissionDraft
        {
            Patient = planned.Patient.Ins,
            UniqueId = Oid.Of(Guid.NewGuid()),
            SourceId = sourceId,
            Time = Hl7Time.Of(now),
            ContentType = SandboxSubmission.Visit,
            Documents = [document],
        };
    }

    private XdsClient ClientOf(PlannedDocument planned)
    {
        if (!_clients.TryGetValue(planned.Author.Key, out var client))
        {
            client = _clients[planned.Author.Key] =
                new XdsClient(SandboxClient.SettingsOf(_installation.Endpoints, _folder, planned.Author));
        }

        client.Assertion = SandboxVihf.Make(_folder, planned.Author, planned.Patient.Ins);
        return client;
    }

    private static bool WasDone(RegistryResponse response, string what)
    {
        if (response.Status != ResponseStatus.Failure)
        {
            return true;
        }

        return response.Errors.Any(error => IsThere.Any(error.Is))
            ? false
            : throw CommandException.Failed(
                $"{what} was refused: {string.Join("; ", response.Errors.Select(error => error.Context))}",
                "What was filled in before stays; the next 'up --sample' goes on from here.");
    }
}
