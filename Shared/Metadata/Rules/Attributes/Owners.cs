using XdsDmp.Metadata.Model;

namespace XdsDmp.Metadata.Rules.Attributes;

/// <summary>Classifications and external identifiers name the object that holds them.</summary>
internal static class Owners
{
    public static SubmissionRule Classified { get; } = new(
        "CLASS-classifiedObject",
        "a Classification's @classifiedObject is the @id of the object that holds it",
        "ITI TF-3 §4.2.3.1",
        CheckClassifications);

    public static SubmissionRule Identified { get; } = new(
        "EXTID-registryObject",
        "an ExternalIdentifier's @registryObject is the @id of the object that holds it",
        "ITI TF-3 §4.2.3.1",
        CheckIdentifiers);

    private static void CheckClassifications(RuleContext context, RuleDescription rule)
    {
        foreach (var it in context.Objects)
        {
            foreach (var classification in it.Rim.Classifications)
            {
                Check(context, rule, it, "@classifiedObject", classification.ClassifiedObject);
            }
        }
    }

    private static void CheckIdentifiers(RuleContext context, RuleDescription rule)
    {
        foreach (var it in context.Objects)
        {
            foreach (var identifier in it.Rim.ExternalIdentifiers)
            {
                Check(context, rule, it, "@registryObject", identifier.RegistryObject);
            }
        }
    }

    private static void Check(
        RuleContext context, RuleDescription rule, MetadataObject it, string attribute, string? owner)
    {
        if (owner is null || (owner != it.Rim.Id && ObjectId.Of(owner) != it.Id))
        {
            context.Report(
                rule, owner is null ? "the attribute is missing" : "the id of another object", it, attribute, owner,
                it.Rim.Id);
        }
    }
}
