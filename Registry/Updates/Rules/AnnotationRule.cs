using XdsDmp.Metadata.Ebxml;
using XdsDmp.Metadata.Errors;

namespace XdsDmp.Registry.Updates.Rules;

/// <summary>
/// The membership of a new version says which version it follows and whether associations are propagated, and nothing
/// that belongs to other operations (ITI TF-2 §3.57.4.1.3.1).
/// </summary>
internal static class AnnotationRule
{
    public const string PreviousVersionRule = "MU-previousVersion";
    public const string PropagationRule = "MU-associationPropagation";
    public const string SlotRule = "MU-annotation";

    public static void Check(UpdateContext context)
    {
        foreach (var version in context.Operations.Versions)
        {
            CheckPreviousVersion(context, version);
            CheckPropagation(context, version);
            foreach (var slot in new[] { SlotNames.OriginalStatus, SlotNames.NewStatus })
            {
                if (version.Membership.Rim.Slot(slot) is not null)
                {
                    context.Refuse(
                        context.Settings.WrongAnnotation, SlotRule, "a slot of another operation", version.Membership,
                        slot, version.Membership.Rim.SlotValue(slot), "no such slot on a HasMember");
                }
            }
        }
    }

    private static void CheckPreviousVersion(UpdateContext context, NewVersion version)
    {
        if (version.PreviousVersion is null)
        {
            context.Refuse(
                context.Settings.MissingAnnotation, PreviousVersionRule,
                "the membership does not say which version is updated", version.Membership, SlotNames.PreviousVersion,
                version.Membership.Rim.SlotValue(SlotNames.PreviousVersion), "the number of the current version");
        }
    }

    private static void CheckPropagation(UpdateContext context, NewVersion version)
    {
        var values = version.Membership.Rim.Slot(SlotNames.AssociationPropagation)?.Values ?? [];
        string[] accepted = context.Settings.IsRestricted ? ["yes"] : ["yes", "no"];
        if (values.Count > 0 && (values.Count > 1 || !accepted.Contains(values[0])))
        {
            context.Refuse(
                context.Settings.IsRestricted
                    ? context.Settings.WrongAnnotation
                    : RegistryErrorCode.XDSMetadataUpdateError,
                PropagationRule, "no such way of association propagation", version.Membership,
                SlotNames.AssociationPropagation, string.Join(", ", values), string.Join(" or ", accepted));
        }
    }
}
