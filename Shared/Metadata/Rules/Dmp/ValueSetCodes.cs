using XdsDmp.Metadata.Errors;
using XdsDmp.Metadata.Model;
using XdsDmp.Metadata.Rules.Domain;

namespace XdsDmp.Metadata.Rules.Dmp;

/// <summary>
/// Codes are those of the DMP's value sets; of a set that is not known whole an unknown one is only told.
/// </summary>
internal static class ValueSetCodes
{
    private const int MaxNamed = 5;

    public static DmpRule Rule { get; } = new(
        "DMP-code", "a code is one of the DMP's value set for its attribute", "ANS, jeux de valeurs du DMP", Check);

    private static void Check(DmpRuleContext context, DmpRule rule)
    {
        foreach (var (at, attribute, code) in Codes(context.Submission))
        {
            if (context.Values.Sets.TryGetValue(attribute, out var set) && !set.Contains(code.Value, code.Scheme))
            {
                Report(context, rule, set, at, attribute, code);
            }
        }
    }

    private static void Report(
        DmpRuleContext context, DmpRule rule, DmpValueSet set, MetadataObject at, string attribute, Code code)
    {
        var schemes = set.Codes.Where(c => c.Code == code.Value).Select(c => $"{c.Code}^^{c.Scheme}").ToList();
        var named = schemes.Count > 0 ? schemes
            : [.. set.Codes.OrderBy(c => c.Code, StringComparer.Ordinal).Take(MaxNamed)
                .Select(c => $"{c.Code}^^{c.Scheme}")];
        var others = schemes.Count > 0 ? 0 : set.Codes.Count - named.Count;
        var list = string.Join(", ", named);
        context.Report(
            rule, new Wording(
                schemes.Count > 0 ? $"{set.Name} has this code in another scheme" : $"{set.Name} has no such code",
                schemes.Count > 0 ? $"{set.Name} a ce code dans un autre système" : $"{set.Name} n'a pas ce code"),
            at, attribute, $"{code.Value}^^{code.Scheme}",
            new Wording(
                others > 0 ? $"{list} and {others} others" : list, others > 0 ? $"{list} et {others} autres" : list),
            set.IsComplete ? RuleTreatment.Reject : RuleTreatment.Warn);
    }

    /// <summary>confidentialityCode has a rule of its own.</summary>
    private static IEnumerable<(MetadataObject At, string Attribute, Code Code)> Codes(Submission submission)
    {
        if (submission.SubmissionSet.ContentTypeCode is { } contentType)
        {
            yield return (submission.SubmissionSet, CodedAttribute.ContentTypeCode, contentType);
        }

        foreach (var entry in submission.DocumentEntries)
        {
            foreach (var (attribute, code) in Codes(entry))
            {
                if (code is not null)
                {
                    yield return (entry, attribute, code);
                }
            }
        }
    }

    private static IEnumerable<(string Attribute, Code? Code)> Codes(DocumentEntry entry) =>
    [
        (CodedAttribute.ClassCode, entry.ClassCode),
        (CodedAttribute.TypeCode, entry.TypeCode),
        (CodedAttribute.FormatCode, entry.FormatCode),
        (CodedAttribute.HealthcareFacilityTypeCode, entry.HealthcareFacilityTypeCode),
        (CodedAttribute.PracticeSettingCode, entry.PracticeSettingCode),
        .. entry.Authors.SelectMany(author => author.Specialties)
            .Select(text => (DmpValueSets.AuthorSpecialty, AuthorSpecialties.CodeOf(text))),
        .. entry.Authors.SelectMany(author => author.Roles)
            .Select(text => (DmpValueSets.AuthorRole, AuthorSpecialties.CodeOf(text))),
    ];
}
