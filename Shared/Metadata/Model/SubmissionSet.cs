using XdsDmp.Metadata.Ebxml;
using Urns = XdsDmp.Metadata.Ebxml.XdsUrns.SubmissionSet;

namespace XdsDmp.Metadata.Model;

/// <summary>The metadata of one act of submission (ITI TF-3 §4.1.4, §4.2.3.3).</summary>
public sealed record SubmissionSet : MetadataObject
{
    public SubmissionSet(RegistryPackage rim)
        : base(rim)
    {
        Rim = rim;
        Title = rim.Name?.Text;
        Comments = rim.Description?.Text;
        UniqueId = rim.ExternalIdentifierValue(Urns.UniqueId);
        SourceId = rim.ExternalIdentifierValue(Urns.SourceId);
        PatientId = PatientId.TryParse(rim.ExternalIdentifierValue(Urns.PatientId));
        Authors = AuthorsOf(rim, Urns.Author);
        ContentTypeCode = CodeOf(rim, Urns.ContentTypeCode);
        SubmissionTime = TimeOf(rim, SlotNames.SubmissionTime);
        IntendedRecipients = rim.Slot(SlotNames.IntendedRecipient)?.Values ?? [];
    }

    public override RegistryPackage Rim { get; }

    public override string Kind => "SubmissionSet";

    public string? Title { get; }

    public string? Comments { get; }

    public string? UniqueId { get; }

    public string? SourceId { get; }

    public PatientId? PatientId { get; }

    public Sequence<Author> Authors { get; }

    public Code? ContentTypeCode { get; }

    public Hl7Time? SubmissionTime { get; }

    /// <summary>In the form <c>XON|XCN|XTN</c>.</summary>
    public Sequence<string> IntendedRecipients { get; }
}
