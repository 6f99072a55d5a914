using XdsDmp.Metadata.Ebxml;
using XdsDmp.Metadata.Errors;
using XdsDmp.Repository.Storage;

namespace XdsDmp.Repository.Submissions;

/// <summary>
/// What the repository itself checks: hash and size against the bytes, and a uniqueId against what is stored under it.
/// Everything else is the registry's (ITI TF-2 §3.41.4.1.3).
/// </summary>
internal static class ContentRules
{
    public const string HashRule = "REP-hash";
    public const string SizeRule = "REP-size";
    public const string UniqueIdRule = "REP-uniqueId";
    public const string SameContentRule = "REP-sameContent";
    private const string Source = "ITI TF-2 §3.41.4.1.3";

    public static void Check(
        IReadOnlyList<ReceivedDocument> documents, Func<string, StoredDocument?> findStored, RegistryErrors errors)
    {
        var uniqueIds = new HashSet<string>(StringComparer.Ordinal);
        foreach (var document in documents)
        {
            CheckHashAndSize(document, errors);
            CheckUniqueId(document, uniqueIds, errors);
            if (findStored(document.UniqueId) is { } stored)
            {
                CheckSameContent(document, stored, errors);
            }
        }
    }

    private static void CheckHashAndSize(ReceivedDocument document, RegistryErrors errors)
    {
        if (document.Entry.SlotValue(SlotNames.Hash) is { } hash
            && !hash.Equals(document.Sha1Hex, StringComparison.OrdinalIgnoreCase))
        {
            Refuse(errors, RegistryErrorCode.XDSRepositoryMetadataError, HashRule, document, SlotNames.Hash,
                "the hash is not that of the document received", hash, document.Sha1Hex);
        }

        if (document.Entry.SlotValue(SlotNames.Size) is { } size && size != $"{document.Content.Size}")
        {
            Refuse(errors, RegistryErrorCode.XDSRepositoryMetadataError, SizeRule, document, SlotNames.Size,
                "the size is not that of the document received", size, $"{document.Content.Size}");
        }
    }

    /// <summary>The repository cannot store a document that it cannot name.</summary>
    private static void CheckUniqueId(ReceivedDocument document, HashSet<string> uniqueIds, RegistryErrors errors)
    {
        if (document.UniqueId.Length == 0)
        {
            Refuse(errors, RegistryErrorCode.XDSRepositoryMetadataError, UniqueIdRule, document, "uniqueId",
                "the DocumentEntry has no uniqueId", null, "one uniqueId");
        }
        else if (!uniqueIds.Add(document.UniqueId))
        {
            Refuse(errors, RegistryErrorCode.XDSRepositoryDuplicateUniqueIdInMessage, UniqueIdRule, document,
                "uniqueId",
                "two documents of the submission have the same uniqueId", document.UniqueId,
                "a uniqueId for each document");
        }
    }

    private static void CheckSameContent(ReceivedDocument document, StoredDocument stored, RegistryErrors errors)
    {
        if (!stored.Content.Sha256.AsSpan().SequenceEqual(document.Content.Sha256))
        {
            Refuse(errors, RegistryErrorCode.XDSNonIdenticalHash, SameContentRule, document, "uniqueId",
                $"other bytes are stored under uniqueId {document.UniqueId}", document.Sha1Hex,
                Convert.ToHexStringLower(stored.Sha1));
        }

        if (stored.Size != document.Content.Size)
        {
            Refuse(errors, RegistryErrorCode.XDSNonIdenticalSize, SameContentRule, document, "uniqueId",
                $"a document of another size is stored under uniqueId {document.UniqueId}", $"{document.Content.Size}",
                $"{stored.Size}");
        }
    }

    private static void Refuse(
        RegistryErrors errors, RegistryErrorCode code, string rule, ReceivedDocument document, string attribute,
        string problem,
        string? value, string accepted) =>
        errors.Add(code, new Explanation(
            rule, problem, $"DocumentEntry {document.Entry.Id}, {attribute}", value, accepted, Source));
}
