using XdsDmp.Metadata.Model;

namespace XdsDmp.Metadata.Rules.Structure;

/// <summary>The type of an association is one of the profile's URNs; short names are of an older profile.</summary>
internal static class AssociationTypeRule
{
    public static SubmissionRule Rule { get; } = new(
        "ASSOC-type", "the association type is a URN of the profile that this transaction allows",
        "ITI TF-3 table 4.2.2-1", Check);

    private static void Check(RuleContext context, RuleDescription rule)
    {
        foreach (var association in context.Submission.Associations)
        {
            var isUpdateType = association.Type
                is AssociationType.UpdateAvailabilityStatus or AssociationType.SubmitAssociation;
            if (association.Type is null || (isUpdateType && !context.IsUpdate))
            {
                context.Report(
                    rule,
                    isUpdateType ? "an association type of ITI-57" : "an unknown association type",
                    association,
                    "@associationType",
                    association.Rim.AssociationType,
                    "HasMember, RPLC, XFRM, APND, XFRM_RPLC, signs or IsSnapshotOf, as full URN");
            }
        }
    }
}
