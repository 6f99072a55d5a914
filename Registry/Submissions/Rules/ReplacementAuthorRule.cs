using XdsDmp.Metadata.Ebxml;
using XdsDmp.Metadata.Errors;
using XdsDmp.Metadata.Model;
using XdsDmp.Metadata.Rules.Dmp;
using XdsDmp.Metadata.Rules.Domain;
using XdsDmp.Registry.Storage;

namespace XdsDmp.Registry.Submissions.Rules;

/// <summary>
/// A document is replaced by one of its authors, or by somebody of their structure, as the metadata of both say (DMP,
/// TD2.1b; inferred, hence a rule that can be relaxed).
/// </summary>
internal static class ReplacementAuthorRule
{
    public const string Id = DmpRules.ReplacementAuthor;

    public static void Check(RegistrationContext context, DmpRuleSettings settings)
    {
        foreach (var association in context.Submission.Associations.Where(a => a.Type!.Value.Replaces()))
        {
            if (context.Submitted(association.Source) is DocumentEntry entry
                && context.Registered(association.Target) is { Kind: ObjectKind.DocumentEntry } registered
                && !IsOfSameAuthor(entry, new DocumentEntry((ExtrinsicObject)registered.Fragment.ReadObject())))
            {
                context.Errors.Add(
                    RegistryErrorCode.XDSRegistryMetadataError,
                    new Explanation(
                        Id, "the document that is replaced is of another author, of another structure",
                        $"DocumentEntry {entry.Id}, author", PersonOf(entry),
                        "an author, or a structure, of the document that is replaced", "DMP, TD2.1b")
                    {
                        French = new FrenchWording(
                            "le document remplacé est d'un autre auteur, d'une autre structure",
                            "un auteur, ou une structure, du document remplacé"),
                    },
                    settings.TreatmentOf(Id, RuleTreatment.Reject));
            }
        }
    }

    private static bool IsOfSameAuthor(DocumentEntry entry, DocumentEntry replaced) =>
        IdsOf(entry).Overlaps(IdsOf(replaced));

    private static HashSet<string> IdsOf(DocumentEntry entry) =>
    [
        .. entry.Authors.Select(author => author.Person).OfType<string>()
            .Select(DmpPerson.Of).Where(person => person.Id.Length > 0)
            .Select(person => $"{person.Authority}^{person.Id}"),
        .. entry.Authors.SelectMany(author => author.Institutions)
            .Select(DmpStructure.Of).Where(structure => structure.Id.Length > 0)
            .Select(structure => $"{structure.Authority}^{structure.Id}"),
    ];

    private static string? PersonOf(DocumentEntry entry) =>
        entry.Authors is [{ Person: var person }, ..] ? person : null;
}
