using XdsDmp.Metadata.Ebxml;
using XdsDmp.Metadata.Errors;
using XdsDmp.Metadata.Model;

namespace XdsDmp.Metadata.Rules.Domain;

/// <summary>A submission against what the affinity domain has agreed on.</summary>
public static class DomainRules
{
    public const string CodeRule = "DOM-code";
    public const string MimeTypeRule = "DOM-mimeType";
    public const string RepositoryRule = "DOM-repository";
    private const string CodeSource = "ITI TF-3 §4.2.3.1; the affinity domain's value sets";
    private const string MimeTypeSource = "ITI TF-3 §4.2.3.2; the affinity domain's media types";
    private const string RepositorySource = "ITI TF-3 §4.2.3.2; the affinity domain's repositories";
    private const int MaxNamed = 5;

    internal static IReadOnlyList<RuleDescription> Descriptions { get; } =
    [
        new(CodeRule, "a code is one of the affinity domain's value set for its attribute", CodeSource),
        new(MimeTypeRule, "the media type is one that the affinity domain uses", MimeTypeSource),
        new(RepositoryRule, "the repository is one of the affinity domain's, and is who it says", RepositorySource),
    ];

    /// <summary>Codes and media types.</summary>
    /// <param name="submission">Right in itself.</param>
    /// <param name="domain">What was agreed on.</param>
    /// <param name="treatment">What a wrong value means, before it is relaxed for a sender.</param>
    /// <param name="errors">Takes what is wrong.</param>
    public static void CheckValues(
        Submission submission, AffinityDomain domain, RuleTreatment treatment, RegistryErrors errors)
    {
        foreach (var (attribute, set) in domain.Codes)
        {
            foreach (var (it, code) in CodesOf(submission, attribute).Where(c => !set.Contains(c.Code)))
            {
                errors.Add(RegistryErrorCode.XDSRegistryMetadataError, new Explanation(
                    CodeRule, $"the affinity domain ({domain.Version}) has no such code",
                    $"{it.Kind} {it.Id}, {attribute}",
                    $"{code.Value}^^{code.Scheme}", Accepted(set), CodeSource), treatment);
            }
        }

        if (domain.MimeTypes is not { } mimeTypes)
        {
            return;
        }

        foreach (var entry in submission.DocumentEntries.Where(e => !mimeTypes.Contains(e.MimeType ?? "")))
        {
            errors.Add(RegistryErrorCode.XDSRegistryMetadataError, new Explanation(
                MimeTypeRule, $"the affinity domain ({domain.Version}) does not use this media type",
                $"DocumentEntry {entry.Id}, mimeType", entry.MimeType, string.Join(", ", mimeTypes.Order()),
                MimeTypeSource), treatment);
        }
    }

    /// <summary>Who may register: repositoryUniqueId and, where it is agreed on, certificate.</summary>
    public static void CheckRepository(
        Submission submission, AffinityDomain domain, string subject, string fingerprint, RegistryErrors errors)
    {
        if (domain.Repositories is not { } repositories)
        {
            return;
        }

        foreach (var entry in submission.DocumentEntries)
        {
            var named = repositories.Where(r => r.UniqueId == entry.RepositoryUniqueId).ToList();
            if (named.Exists(r => (r.Subject is null || r.Subject == subject)
                && (r.Fingerprint is null || r.Fingerprint == fingerprint)))
            {
                continue;
            }

            errors.Add(RegistryErrorCode.XDSRegistryMetadataError, new Explanation(
                RepositoryRule,
                named.Count == 0 ? "no such repository may register in this affinity domain"
                    : "the certificate of the sender is not that of this repository",
                $"DocumentEntry {entry.Id}, repositoryUniqueId", entry.RepositoryUniqueId,
                named.Count == 0 ? "the repositoryUniqueId of a repository that the domain lists"
                    : "the repository's own certificate",
                RepositorySource));
        }
    }

    private static IEnumerable<(MetadataObject Object, Code Code)> CodesOf(Submission submission, string attribute) =>
        attribute switch
        {
            CodedAttribute.ContentTypeCode => One(submission.SubmissionSet, submission.SubmissionSet.ContentTypeCode),
            CodedAttribute.CodeList => submission.Folders.SelectMany(f => Many(f, f.Codes)),
            CodedAttribute.Documentation => submission.Associations.SelectMany(a => One(a, a.Documentation)),
            CodedAttribute.ConfidentialityCode =>
                submission.DocumentEntries.SelectMany(e => Many(e, e.ConfidentialityCodes)),
            CodedAttribute.EventCodeList => submission.DocumentEntries.SelectMany(e => Many(e, e.EventCodes)),
            _ => submission.DocumentEntries.SelectMany(e => One(e, CodeOf(e, attribute))),
        };

    private static Code? CodeOf(DocumentEntry entry, string attribute) => attribute switch
    {
        CodedAttribute.ClassCode => entry.ClassCode,
        CodedAttribute.TypeCode => entry.TypeCode,
        CodedAttribute.FormatCode => entry.FormatCode,
        CodedAttribute.PracticeSettingCode => entry.PracticeSettingCode,
        CodedAttribute.HealthcareFacilityTypeCode => entry.HealthcareFacilityTypeCode,
        _ => null,
    };

    private static IEnumerable<(MetadataObject, Code)> One(MetadataObject it, Code? code) =>
        code is null ? [] : [(it, code)];

    private static IEnumerable<(MetadataObject, Code)> Many(MetadataObject it, Sequence<Code> codes) =>
        codes.Select(code => (it, code));

    private static string Accepted(CodeSet set) =>
        string.Join(", ", set.Codes.Take(MaxNamed).Select(c => $"{c.Value}^^{c.Scheme}"))
        + (set.Codes.Count > MaxNamed ? $" and {set.Codes.Count - MaxNamed} others" : "");
}
