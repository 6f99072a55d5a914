using XdsDmp.Metadata.Ebxml;
using Urns = XdsDmp.Metadata.Ebxml.XdsUrns.Folder;

namespace XdsDmp.Metadata.Model;

/// <summary>The metadata of a named group of documents (ITI TF-3 §4.1.5, §4.2.3.4).</summary>
public sealed record Folder : MetadataObject
{
    public Folder(RegistryPackage rim)
        : base(rim)
    {
        Rim = rim;
        Title = rim.Name?.Text;
        Comments = rim.Description?.Text;
        UniqueId = rim.ExternalIdentifierValue(Urns.UniqueId);
        PatientId = PatientId.TryParse(rim.ExternalIdentifierValue(Urns.PatientId));
        Codes = CodesOf(rim, Urns.CodeList);
        LastUpdateTime = TimeOf(rim, SlotNames.LastUpdateTime);
    }

    public override RegistryPackage Rim { get; }

    public override string Kind => "Folder";

    public string? Title { get; }

    public string? Comments { get; }

    public string? UniqueId { get; }

    public PatientId? PatientId { get; }

    public Sequence<Code> Codes { get; }

    public Hl7Time? LastUpdateTime { get; }
}
