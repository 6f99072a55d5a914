using System.Globalization;
using XdsDmp.Metadata.Ebxml;
using XdsDmp.Metadata.Model;

namespace XdsDmp.Registry.Updates;

/// <summary>
/// What a submission of ITI-57 asks for: each operation hangs on an association of its SubmissionSet (ITI TF-2
/// §3.57.4.1.3).
/// </summary>
internal sealed record UpdateOperations(
    IReadOnlyList<NewVersion> Versions,
    IReadOnlyList<SubmittedAssociation> Associations,
    IReadOnlyList<Association> StatusUpdates,
    IReadOnlyList<MetadataObject> Others)
{
    public static UpdateOperations Of(Submission submission)
    {
        var objects = submission.Objects().DistinctBy(o => o.Id).ToDictionary(o => o.Id);
        var fromSet = submission.Associations.Where(a => a.Source == submission.SubmissionSet.Id).ToList();
        var versions = fromSet.Where(a => a.Type == AssociationType.HasMember)
            .Select(a => (Membership: a, Object: objects.GetValueOrDefault(a.Target)))
            .Where(m => m.Object is DocumentEntry or Folder)
            .Select(m => new NewVersion(m.Object!, m.Membership)).ToList();
        var submitted = fromSet.Where(a => a.Type == AssociationType.SubmitAssociation)
            .Select(a => (Operation: a, Association: objects.GetValueOrDefault(a.Target) as Association))
            .Where(s => s.Association is not null)
            .Select(s => new SubmittedAssociation(s.Operation, s.Association!)).ToList();
        var statuses = fromSet.Where(a => a.Type == AssociationType.UpdateAvailabilityStatus).ToList();
        HashSet<MetadataObject> understood = new(ReferenceEqualityComparer.Instance)
        {
            submission.SubmissionSet,
        };
        understood.UnionWith(versions.SelectMany(v => new[] { v.Object, v.Membership }));
        understood.UnionWith(submitted.SelectMany(s => new MetadataObject[] { s.Operation, s.Association }));
        understood.UnionWith(statuses);
        return new UpdateOperations(
            versions, submitted, statuses, [.. submission.Objects().Where(o => !understood.Contains(o))]);
    }
}

/// <summary>A DocumentEntry or Folder that takes the place of its previous version.</summary>
internal sealed record NewVersion(MetadataObject Object, Association Membership)
{
    /// <summary>The version that the sender has seen; null when it says none, or no number.</summary>
    public int? PreviousVersion => int.TryParse(
        Membership.Rim.SlotValue(SlotNames.PreviousVersion), NumberStyles.None,
        CultureInfo.InvariantCulture, out var version) ? version : null;

    /// <summary>Associations of the previous version are made anew for this one, unless the sender says no.</summary>
    public bool Propagates => Membership.Rim.SlotValue(SlotNames.AssociationPropagation) != "no";

    public string? UniqueId => Object switch
    {
        DocumentEntry entry => entry.UniqueId,
        Folder folder => folder.UniqueId,
        _ => null,
    };
}

/// <summary>An association between registered objects, and the SubmitAssociation that brings it.</summary>
internal sealed record SubmittedAssociation(Association Operation, Association Association);
