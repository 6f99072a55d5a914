using XdsDmp.Metadata.Ebxml;
using XdsDmp.Metadata.Model;
using XdsDmp.Repository.Content;

namespace XdsDmp.Repository.Submissions;

/// <summary>A document entry of the submission and the bytes that came for it.</summary>
internal sealed record ReceivedDocument(ExtrinsicObject Entry, StagedContent Content)
{
    public string UniqueId { get; } = Entry.ExternalIdentifierValue(XdsUrns.DocumentEntry.UniqueId) ?? "";

    public string Sha1Hex { get; } = Convert.ToHexStringLower(Content.Sha1);

    /// <summary>The patient whom the document is about, for the audit trail of its readers.</summary>
    public string? Patient =>
        PatientId.TryParse(Entry.ExternalIdentifierValue(XdsUrns.DocumentEntry.PatientId))?.ToString();
}
