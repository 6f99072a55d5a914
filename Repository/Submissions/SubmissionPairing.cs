using XdsDmp.Metadata.Ebxml;
using XdsDmp.Metadata.Ebxml.Messages;
using XdsDmp.Metadata.Errors;
using XdsDmp.Repository.Content;

namespace XdsDmp.Repository.Submissions;

/// <summary>
/// Brings entries and bytes together: one document for every entry, one entry for every document (ITI TF-2
/// §3.41.4.1.2).
/// </summary>
internal static class SubmissionPairing
{
    public const string DocumentRule = "REP-document";
    public const string EntryRule = "REP-entry";
    public const string AttachmentRule = "REP-attachment";
    private const string Source = "ITI TF-2 §3.41.4.1.2";

    public static async Task<List<ReceivedDocument>> PairAsync(
        ProvideAndRegisterDocumentSetRequest<SubmittedContent> request, StagedDocuments staged, RegistryErrors errors,
        CancellationToken cancel)
    {
        var entries = request.Objects.Objects.OfType<ExtrinsicObject>().ToList();
        var contents = await ContentsAsync(request, staged, errors, cancel);
        var received = new List<ReceivedDocument>();
        foreach (var entry in entries)
        {
            if (contents.Remove(entry.Id ?? "", out var content))
            {
                received.Add(new ReceivedDocument(entry, content));
            }
            else if (!request.Documents.Any(d => d.Id == entry.Id))
            {
                Refuse(errors, RegistryErrorCode.XDSMissingDocument, DocumentRule,
                    "a DocumentEntry without its document", $"DocumentEntry {entry.Id}", entry.Id,
                    "a Document with this id");
            }
        }

        foreach (var id in contents.Keys.Except(entries.Select(e => e.Id)))
        {
            Refuse(errors, RegistryErrorCode.XDSMissingDocumentMetadata, EntryRule,
                "a document without its DocumentEntry", $"Document {id}", id,
                "the id of an ExtrinsicObject of this submission");
        }

        return received;
    }

    /// <summary>
    /// The bytes of each Document by its id. An attachment serves one Document, and none may be left over.
    /// </summary>
    private static async Task<Dictionary<string, StagedContent>> ContentsAsync(
        ProvideAndRegisterDocumentSetRequest<SubmittedContent> request, StagedDocuments staged, RegistryErrors errors,
        CancellationToken cancel)
    {
        var contents = new Dictionary<string, StagedContent>(StringComparer.Ordinal);
        var unused = staged.ByContentId.ToDictionary();
        foreach (var document in request.Documents)
        {
            if (document.Content.ContentId is not { } contentId)
            {
                contents.Add(document.Id, await staged.ReceiveInlineAsync(document.Content.Inline, cancel));
            }
            else if (unused.Remove(contentId, out var content))
            {
                contents.Add(document.Id, content);
            }
            else
            {
                Refuse(errors, RegistryErrorCode.XDSMissingDocument, AttachmentRule,
                    staged.ByContentId.ContainsKey(contentId)
                        ? "an attachment that another Document refers to as well"
                        : "there is no such attachment",
                    $"Document {document.Id}, xop:Include", contentId, "the Content-ID of an attachment of its own");
            }
        }

        foreach (var contentId in unused.Keys)
        {
            Refuse(errors, RegistryErrorCode.XDSMissingDocumentMetadata, AttachmentRule,
                "no Document refers to this attachment", "MIME package", contentId,
                "an xop:Include for each attachment");
        }

        return contents;
    }

    private static void Refuse(
        RegistryErrors errors, RegistryErrorCode code, string rule, string problem, string place, string? value,
        string accepted) =>
        errors.Add(code, new Explanation(rule, problem, place, value, accepted, Source));
}
