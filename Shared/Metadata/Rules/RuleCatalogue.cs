using XdsDmp.Metadata.Cda;
using XdsDmp.Metadata.Model;
using XdsDmp.Metadata.Rules.Attributes;
using XdsDmp.Metadata.Rules.Dmp;
using XdsDmp.Metadata.Rules.Domain;

namespace XdsDmp.Metadata.Rules;

/// <summary>Every rule whose id a refusal of metadata can name, in the order of evaluation.</summary>
public static class RuleCatalogue
{
    public static IReadOnlyList<RuleDescription> All { get; } =
    [
        .. Reading(),
        .. SubmissionRules.Structure.Select(r => r.Description),
        .. SubmissionSetAttributes.Table.Select(a => a.Description),
        .. DocumentEntryAttributes.Table.Select(a => a.Description),
        .. FolderAttributes.Table.Select(a => a.Description),
        .. SubmissionRules.Attributes.Select(r => r.Description),
        .. DomainRules.Descriptions,
        .. DmpRules.All.Select(r => r.Description),
        .. CdaRules.Descriptions,
    ];

    private static IEnumerable<RuleDescription> Reading() =>
    [
        new("RIM-element", "only elements of ebRIM that XDS.b uses, once where the schema says so", "ebRIM 3.0 schema"),
        new("RIM-text", "no text between elements", "ebRIM 3.0 schema"),
        new("RIM-slot", "a Slot has a name and one ValueList", "ebRIM 3.0 schema; ITI TF-3 §4.2.3.1"),
        new("RIM-localizedString", "a LocalizedString has a value", "ebRIM 3.0 schema"),
        new("RIM-limit", "no more objects, slots and values than any real submission has", "local bound"),
        new(SubmissionReader.PackageRule, "a RegistryPackage is a SubmissionSet or a Folder", SubmissionReader.Source),
        new(
            SubmissionReader.StrayObjectRule,
            "a Classification stands in or beside the object it classifies",
            SubmissionReader.Source),
        new(SubmissionReader.OneSubmissionSetRule, "exactly one SubmissionSet", SubmissionReader.Source),
    ];
}
