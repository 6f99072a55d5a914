namespace XdsDmp.Metadata.Ebxml.Messages;

/// <summary>One document of an ITI-43 response (ITI TF-2 §3.43.4.2.2).</summary>
/// <param name="RepositoryUniqueId">As requested.</param>
/// <param name="DocumentUniqueId">As requested; also for an on-demand entry.</param>
/// <param name="MimeType">As registered.</param>
/// <param name="Content">What was made of the element's content: <see cref="DocumentContent"/> when writing.</param>
public sealed record DocumentResponse<TContent>(
    string RepositoryUniqueId, string DocumentUniqueId, string MimeType, TContent Content)
{
    /// <summary>Echoed, if the request named one.</summary>
    public string? HomeCommunityId { get; init; }

    /// <summary>Where a document made on demand was stored for good.</summary>
    public string? NewRepositoryUniqueId { get; init; }

    /// <summary>The id of the document that was made on demand.</summary>
    public string? NewDocumentUniqueId { get; init; }
}
