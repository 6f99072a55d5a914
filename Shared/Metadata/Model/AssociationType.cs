using XdsDmp.Metadata.Ebxml;

namespace XdsDmp.Metadata.Model;

/// <summary>The kinds of associations (ITI TF-3 table 4.2.2-1; the last two: Metadata Update).</summary>
public enum AssociationType
{
    HasMember,
    Replace,
    Transform,
    Append,
    TransformAndReplace,
    Signs,
    IsSnapshotOf,
    UpdateAvailabilityStatus,
    SubmitAssociation,
}

/// <summary>The URNs of <see cref="AssociationType"/>.</summary>
public static class AssociationTypes
{
    public static string ToUrn(this AssociationType type) => type switch
    {
        AssociationType.HasMember => XdsUrns.Association.HasMember,
        AssociationType.Replace => XdsUrns.Association.Replace,
        AssociationType.Transform => XdsUrns.Association.Transform,
        AssociationType.Append => XdsUrns.Association.Append,
        AssociationType.TransformAndReplace => XdsUrns.Association.TransformAndReplace,
        AssociationType.Signs => XdsUrns.Association.Signs,
        AssociationType.IsSnapshotOf => XdsUrns.Association.IsSnapshotOf,
        AssociationType.UpdateAvailabilityStatus => XdsUrns.Association.UpdateAvailabilityStatus,
        _ => XdsUrns.Association.SubmitAssociation,
    };

    public static AssociationType? TryParse(string? urn) => urn switch
    {
        XdsUrns.Association.HasMember => AssociationType.HasMember,
        XdsUrns.Association.Replace => AssociationType.Replace,
        XdsUrns.Association.Transform => AssociationType.Transform,
        XdsUrns.Association.Append => AssociationType.Append,
        XdsUrns.Association.TransformAndReplace => AssociationType.TransformAndReplace,
        XdsUrns.Association.Signs => AssociationType.Signs,
        XdsUrns.Association.IsSnapshotOf => AssociationType.IsSnapshotOf,
        XdsUrns.Association.UpdateAvailabilityStatus => AssociationType.UpdateAvailabilityStatus,
        XdsUrns.Association.SubmitAssociation => AssociationType.SubmitAssociation,
        _ => null,
    };

    /// <summary>A statement of one document about another, as opposed to membership or an update operation.</summary>
    public static bool IsRelationship(this AssociationType type) =>
        type is >= AssociationType.Replace and <= AssociationType.IsSnapshotOf;

    /// <summary>The target becomes Deprecated.</summary>
    public static bool Replaces(this AssociationType type) =>
        type is AssociationType.Replace or AssociationType.TransformAndReplace;
}
