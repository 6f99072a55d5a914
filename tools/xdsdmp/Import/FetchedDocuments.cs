using XdsDmp.CommandLine.Documents;
using XdsDmp.CommandLine.Output;
using XdsDmp.Metadata.Ebxml.Messages;
using XdsDmp.Metadata.Errors;
using XdsDmp.Metadata.Model;

namespace XdsDmp.CommandLine.Import;

/// <summary>
/// Fetches the documents of a submission by ITI-43 into files, each compared with its entry by size and hash.
/// </summary>
internal sealed class FetchedDocuments : IDisposable
{
    private const int MaxDocuments = 32;
    private const long MaxOctets = 256L * 1024 * 1024;

    /// <summary>Of a document whose size nobody has registered.</summary>
    private const long UsualOctets = 16L * 1024 * 1024;

    private readonly ImportSource _source;
    private readonly string _folder;
    private readonly List<SavedContents> _saved = [];
    private readonly Dictionary<ObjectId, SavedContent> _contents = [];
    private readonly Dictionary<ObjectId, DocumentProblem> _problems = [];

    private FetchedDocuments(ImportSource source, string folder)
    {
        _source = source;
        _folder = folder;
    }

    /// <summary>By entry, those that are as they were registered.</summary>
    public IReadOnlyDictionary<ObjectId, SavedContent> Contents => _contents;

    /// <summary>By entry, why the others are not there.</summary>
    public IReadOnlyDictionary<ObjectId, DocumentProblem> Problems => _problems;

    public static async Task<FetchedDocuments> FetchAsync(
        ImportSource source, IReadOnlyList<DocumentEntry> documents, string folder, CancellationToken cancel)
    {
        var fetched = new FetchedDocuments(source, folder);
        try
        {
            foreach (var repository in documents.GroupBy(it => it.RepositoryUniqueId))
            {
                foreach (var some in InPieces(repository))
                {
                    await fetched.FetchAsync(some, cancel);
                }
            }

            return fetched;
        }
        catch
        {
            fetched.Dispose();
            throw;
        }
    }

    public void Dispose() => _saved.ForEach(saved => saved.Dispose());

    private static IEnumerable<List<DocumentEntry>> InPieces(IEnumerable<DocumentEntry> documents)
    {
        List<DocumentEntry> piece = [];
        long octets = 0;
        foreach (var document in documents)
        {
            var size = document.Size ?? UsualOctets;
            if (piece.Count > 0 && (piece.Count == MaxDocuments || octets + size > MaxOctets))
            {
                yield return piece;
                (piece, octets) = ([], 0);
            }

            piece.Add(document);
            octets += size;
        }

        if (piece.Count > 0)
        {
            yield return piece;
        }
    }

    private async Task FetchAsync(List<DocumentEntry> some, CancellationToken cancel)
    {
        // Two entries may share a document: it is fetched once.
        var wanted = some.DistinctBy(it => it.UniqueId)
            .Select(it => new DocumentRequest(it.RepositoryUniqueId ?? "", it.UniqueId!, it.HomeCommunityId))
            .ToList();
        var response = await RetrieveAsync(wanted, some[0], cancel);
        var contents = response.Documents.DistinctBy(it => it.DocumentUniqueId)
            .ToDictionary(it => it.DocumentUniqueId, it => it.Content);
        var isUnclear = contents.Count < wanted.Count && wanted.Count > 1
            && wanted.Exists(it => !contents.ContainsKey(it.DocumentUniqueId)
                && ErrorOf(response.Response, it.DocumentUniqueId) is null);
        foreach (var document in some.Where(it => !isUnclear || contents.ContainsKey(it.UniqueId!)))
        {
            Keep(document, contents.GetValueOrDefault(document.UniqueId!), response.Response);
        }

        foreach (var document in some.Where(it => isUnclear && !contents.ContainsKey(it.UniqueId!)))
        {
            await FetchAsync([document], cancel);
        }
    }

    private Task<RetrieveDocumentSetResponse<SavedContent>> RetrieveAsync(
        List<DocumentRequest> wanted, DocumentEntry any, CancellationToken cancel) => Persistence.TryAsync(
        async () =>
        {
            var saved = new SavedContents(_folder, Backups.NoProgress.Instance);
            _saved.Add(saved);
            return await _source.Client.RetrieveAsync(
                wanted, saved, _ => any.PatientId?.ToString(), cancel, _source.RepositoryOf(any.RepositoryUniqueId));
        },
        it => it.Response, cancel);

    private void Keep(DocumentEntry document, SavedContent? content, RegistryResponse response)
    {
        if (content is null)
        {
            var error = ErrorOf(response, document.UniqueId!) ?? response.Errors.FirstOrDefault();
            _problems[document.Id] = new DocumentProblem(
                Screen.Printable(error is null ? "it was not given, without a word" : $"{error.Code} {error.Context}"),
                error is not null && (error.Is(RegistryErrorCode.XDSDocumentUniqueIdError)
                    || error.Is(RegistryErrorCode.XDSUnknownRepositoryId)));
        }
        else if (WantedDocument.ProblemOf(document.Size, document.Hash, content) is { } problem)
        {
            _problems[document.Id] = new DocumentProblem(problem, IsGone: false);
        }
        else
        {
            _contents[document.Id] = content;
        }
    }

    private static RegistryError? ErrorOf(RegistryResponse response, string uniqueId) =>
        response.Errors.FirstOrDefault(error => error.Location == uniqueId)
        ?? response.Errors.FirstOrDefault(error => error.Context.Contains(uniqueId, StringComparison.Ordinal));
}

/// <summary>Why a document is not there.</summary>
/// <param name="Text">In words.</param>
/// <param name="IsGone">Its repository says that it does not have it: asking again will not help.</param>
internal sealed record DocumentProblem(string Text, bool IsGone);
