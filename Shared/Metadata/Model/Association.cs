using XdsDmp.Metadata.Ebxml;

namespace XdsDmp.Metadata.Model;

/// <summary>A directed link between two objects (ITI TF-3 §4.1.6, §4.2.2).</summary>
public sealed record Association : MetadataObject
{
    public Association(RimAssociation rim)
        : base(rim)
    {
        Rim = rim;
        Type = AssociationTypes.TryParse(rim.AssociationType);
        Source = ObjectId.Of(rim.SourceObject);
        Target = ObjectId.Of(rim.TargetObject);
        SubmissionSetStatus = rim.SlotValue(SlotNames.SubmissionSetStatus);
        Documentation = CodeOf(rim, XdsUrns.Association.Documentation);
    }

    public override RimAssociation Rim { get; }

    public override string Kind => "Association";

    /// <summary>Null when the URN is none of the profile's.</summary>
    public AssociationType? Type { get; }

    public ObjectId Source { get; }

    public ObjectId Target { get; }

    /// <summary><c>Original</c> or <c>Reference</c> on the membership of a document in a SubmissionSet.</summary>
    public string? SubmissionSetStatus { get; }

    /// <summary>Why the relationship was made.</summary>
    public Code? Documentation { get; }

    public bool IsRelationship => Type?.IsRelationship() == true;
}
