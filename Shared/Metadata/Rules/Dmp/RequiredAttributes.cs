using XdsDmp.Metadata.Errors;
using XdsDmp.Metadata.Model;

namespace XdsDmp.Metadata.Rules.Dmp;

/// <summary>Attributes that IHE leaves open and the French profile requires.</summary>
internal static class RequiredAttributes
{
    public static DmpRule Rule { get; } = new(
        "DMP-required",
        "an entry has an author who is a person or a machine, legalAuthenticator, serviceStartTime and title; a "
        + "SubmissionSet has an author",
        "CI-SIS, volet Partage de documents de santé, table of DocumentEntry", Check);

    private static void Check(DmpRuleContext context, DmpRule rule)
    {
        var set = context.Submission.SubmissionSet;
        if (context.IsRegistration)
        {
            Require(context, rule, set, "author/authorPerson", set.Authors.Any(IsNamed));
        }

        foreach (var entry in context.Documents)
        {
            Require(context, rule, entry, "author/authorPerson", entry.Authors.Any(IsNamed));
            Require(context, rule, entry, "legalAuthenticator", entry.LegalAuthenticator is not null);
            Require(context, rule, entry, "serviceStartTime", entry.ServiceStartTime is not null);
            Require(context, rule, entry, "title", !string.IsNullOrWhiteSpace(entry.Title));
        }
    }

    private static bool IsNamed(Author author) => !string.IsNullOrEmpty(author.Person);

    private static void Require(
        DmpRuleContext context, DmpRule rule, MetadataObject at, string attribute, bool isThere)
    {
        if (!isThere)
        {
            context.Report(
                rule, new Wording("a required attribute is missing", "un attribut obligatoire est absent"), at,
                attribute, null, new Wording("one value at least", "au moins une valeur"));
        }
    }
}
