using XdsDmp.Metadata.Errors;
using XdsDmp.Metadata.Model;
using XdsDmp.Metadata.Rules.Attributes;
using XdsDmp.Metadata.Rules.Structure;

namespace XdsDmp.Metadata.Rules;

/// <summary>
/// All checks that a submission can be put to without looking at what is registered, in their order (ITI TF-2
/// §3.42.4.1.3; the order: structure first, as nothing after it makes sense without; then attributes, of which all
/// faults are told).
/// </summary>
public static class SubmissionRules
{
    internal static IReadOnlyList<SubmissionRule> Structure { get; } =
    [
        ObjectIds.Rule,
        UniqueObjectIds.Rule,
        ObjectTypes.Rule,
        NotEmpty.Rule,
        AssociationTypeRule.Rule,
        References.Rule,
        SubmissionSetMembers.Rule,
        SubmissionSetEnds.Rule,
        MembershipKinds.Rule,
        SubmissionSetStatuses.Rule,
        RelationshipEnds.Rule,
        TransformsAreNotAppended.Rule,
        LogicalIds.Rule,
    ];

    /// <summary>These follow the tables of attributes.</summary>
    internal static IReadOnlyList<SubmissionRule> Attributes { get; } =
    [
        EntryKinds.Rule,
        EntryKinds.LegalAuthenticator,
        ServiceTimes.Rule,
        SourcePatientInfoFields.Rule,
        DocumentationCodes.Rule,
        Owners.Classified,
        Owners.Identified,
        IdentifierNames.Rule,
        SlotRules.UniqueNames,
        SlotRules.ValueLengths,
        ExtraMetadata.Rule,
        UniqueIds.Rule,
        PatientIds.Rule,
    ];

    /// <summary>Adds all faults found. Nothing is thrown: what is wrong with a submission is a value.</summary>
    public static void Check(Submission submission, MetadataRuleSettings settings, RegistryErrors errors)
    {
        // 1 structure: when it is broken the rest would only repeat it  2 the tables of attributes  3 the other rules
        var structureErrors = new RegistryErrors();
        Run(Structure, new RuleContext(submission, settings, structureErrors));
        foreach (var error in structureErrors)
        {
            errors.Add(error);
        }

        if (structureErrors.IsFailure)
        {
            return;
        }

        var context = new RuleContext(submission, settings, errors);
        AttributeCheck.Check(context);
        Run(Attributes, context);
    }

    private static void Run(IReadOnlyList<SubmissionRule> rules, RuleContext context)
    {
        foreach (var rule in rules)
        {
            rule.Check(context, rule.Description);
        }
    }
}
