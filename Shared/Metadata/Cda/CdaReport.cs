using XdsDmp.Metadata.Errors;
using XdsDmp.Metadata.Model;
using XdsDmp.Metadata.Rules;
using XdsDmp.Metadata.Rules.Dmp;
using XdsDmp.Metadata.Rules.Domain;

namespace XdsDmp.Metadata.Cda;

/// <summary>What is wrong between one entry and its document.</summary>
internal sealed class CdaReport(DocumentEntry entry, DmpRuleSettings settings, RegistryErrors errors)
{
    public void Add(
        RegistryErrorCode code, RuleDescription rule, RuleTreatment treatment, string attribute, string? value,
        Wording problem, Wording accepted) =>
        errors.Add(
            code,
            new Explanation(
                rule.Id, problem.English, $"DocumentEntry {entry.Id}, {attribute}", value, accepted.English,
                rule.Source)
            {
                French = new FrenchWording(problem.French, accepted.French),
            },
            settings.TreatmentOf(rule.Id, treatment));
}
