namespace XdsDmp.Repository.Integrity;

/// <summary>Where the list of documents and the content store do not agree.</summary>
/// <param name="Kind">In which way.</param>
/// <param name="Key">In the content store.</param>
/// <param name="UniqueId">Of the document; null: no document owns these octets.</param>
/// <param name="Reason">How it shows.</param>
internal sealed record ContentFinding(ContentFindingKind Kind, string Key, string? UniqueId, string Reason);

internal enum ContentFindingKind
{
    /// <summary>A document is not there, or not what was stored.</summary>
    Damaged,

    /// <summary>A document could not be looked at: the store, or the key it is sealed with, cannot be had.</summary>
    Unreadable,

    /// <summary>A published document whose octets are still staged; readers find it all the same.</summary>
    NotInPlace,

    /// <summary>Octets that belong to no document, and are not on the list of what is to be deleted.</summary>
    Ownerless,
}
