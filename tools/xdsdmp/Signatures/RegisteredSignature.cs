using System.Xml;
using XdsDmp.CommandLine.Documents;
using XdsDmp.CommandLine.Output;
using XdsDmp.Metadata.Ebxml.Messages;
using XdsDmp.Metadata.Errors;
using XdsDmp.Metadata.Model;
using XdsDmp.Metadata.Queries;
using XdsDmp.Security.Documents;
using XdsDmp.Security.Signatures;

namespace XdsDmp.CommandLine.Signatures;

/// <summary>Fetches a registered signature, the submission set that it names, and the documents.</summary>
internal sealed class RegisteredSignature(XdsClient client, ClientSettings settings) : IDisposable
{
    /// <summary>Questions to the registry; the set usually stands first.</summary>
    private const int MaxQuestions = 10;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("xdsdmp-verify-");
    private readonly List<SavedContents> _saved = [];
    private readonly Dictionary<string, string> _files = new(StringComparer.Ordinal);

    public string UniqueId { get; private set; } = "";

    public string? PatientId { get; private set; }

    public void Dispose()
    {
        _saved.ForEach(saved => saved.Dispose());
        _folder.Delete(recursive: true);
    }

    // 1. the signature  2. the set that it names, if it does  3. the documents
    public async Task<(byte[] Octets, SignedSubject Subject)> FetchAsync(string id, CancellationToken cancel)
    {
        var wanted = (await WantedDocument.FindAsync(client, settings, [id], repositoryId: null, cancel))[0];
        (UniqueId, PatientId) = (wanted.UniqueId, wanted.PatientId);
        await RetrieveAsync([wanted], cancel);
        if (!_files.TryGetValue(wanted.UniqueId, out var file))
        {
            throw CommandException.Failed($"the repository did not give out {id}");
        }

        var octets = await File.ReadAllBytesAsync(file, cancel);
        var named = NamedIn(octets);
        var (set, entries) = await FindSetAsync(named, cancel);
        var documents = named.Where(one => one != set?.UniqueId).ToList();
        await RetrieveAsync(await WantedDocument.FindAsync(client, settings, documents, null, cancel), cancel);
        var signatures = entries.Where(entry => entry.UniqueId == UniqueId || IsSignature(entry)).ToList();
        return (octets, new SignedSubject(Open)
        {
            SubmissionSetId = set?.UniqueId,
            DocumentIds = [.. entries.Except(signatures).Select(entry => entry.UniqueId ?? "")],
            SignatureIds = [.. signatures.Select(entry => entry.UniqueId ?? "")],
            Expected = set is null ? SignerExpectation.Nobody : SignerExpectation.Of(set.Authors),
        });
    }

    private static bool IsSignature(DocumentEntry entry) => entry.TypeCode?.Value == SignatureMetadata.Type.Value;

    /// <summary>What cannot be read is for the verifier to tell.</summary>
    private static List<string> NamedIn(byte[] octets)
    {
        try
        {
            return [.. DocumentSignatureReader.Read(octets, new DocumentSignatureRules()).Manifest
                .Select(reference => reference.UniqueId).Distinct()];
        }
        catch (Exception unreadable) when (unreadable is XmlException or UntrustedMessageException)
        {
            return [];
        }
    }

    /// <summary>A set stands first, or anywhere: the registry knows which of the ids is one.</summary>
    private async Task<(SubmissionSet? Set, IReadOnlyList<DocumentEntry> Entries)> FindSetAsync(
        List<string> ids, CancellationToken cancel)
    {
        foreach (var id in ids.Where(one => Oid.IsValid(one)).Take(MaxQuestions))
        {
            var answer = await client.QueryAsync(
                new StoredQueryRequest(
                    StoredQueryDefinitions.GetSubmissionSetAndContents.Id, QueryReturnType.LeafClass,
                    new QuerySlot(ParameterNames.SubmissionSetUniqueId, QueryValue.Text(id))),
                PatientId, cancel);
            var found = new FoundObjects(answer.Objects);
            if (answer.Response.Status == ResponseStatus.Success && found.SubmissionSets.FirstOrDefault() is { } set)
            {
                return (set, [.. found.Documents]);
            }
        }

        return (null, []);
    }

    private async Task RetrieveAsync(IReadOnlyList<WantedDocument> wanted, CancellationToken cancel)
    {
        if (wanted.Count == 0)
        {
            return;
        }

        var saved = new SavedContents(_folder.FullName, new Progress<long>());
        _saved.Add(saved);
        var response = await client.RetrieveAsync(
            [.. wanted.Select(one => new DocumentRequest(one.RepositoryUniqueId, one.UniqueId))], saved,
            id => wanted.FirstOrDefault(one => one.UniqueId == id)?.PatientId, cancel);
        foreach (var document in response.Documents)
        {
            _files[document.DocumentUniqueId] = document.Content.DraftFile;
        }
    }

    private FileStream? Open(string uniqueId) =>
        _files.TryGetValue(uniqueId, out var file) ? DocumentFiles.Open(file) : null;
}
