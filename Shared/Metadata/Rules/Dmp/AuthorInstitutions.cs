using XdsDmp.Metadata.Errors;
using XdsDmp.Metadata.Model;

namespace XdsDmp.Metadata.Rules.Dmp;

/// <summary>An author stands for a structure, but for a patient, who stands for none (CI-SIS, XON).</summary>
internal static class AuthorInstitutions
{
    private const string Source = "CI-SIS, volet Partage de documents de santé, authorInstitution";

    private static readonly Wording Accepted = new(
        "name^^^^^&1.2.250.1.71.4.2.2&ISO^IDNST^^^Struct_IdNat",
        "nom^^^^^&1.2.250.1.71.4.2.2&ISO^IDNST^^^Struct_IdNat");

    public static DmpRule Required { get; } = new(
        "DMP-authorInstitution", "an author has an authorInstitution, unless it is the patient", Source,
        CheckPresence);

    public static DmpRule Form { get; } = new(
        "DMP-institution", "an authorInstitution has a name, a Struct_IdNat and the type IDNST", Source, CheckForm);

    /// <summary>What is wrong with an XON; null when nothing is.</summary>
    public static Wording? Problem(string xon)
    {
        var structure = DmpStructure.Of(xon);
        return structure.Id.Length == 0 || structure.Authority.Length == 0
                ? new Wording(
                    "the structure has no identifier with its authority",
                    "la structure n'a pas d'identifiant avec son autorité d'affectation")
            : structure.Authority != DmpStructure.StructureIds ? null
            : structure.IdType != DmpStructure.StructureType
                ? new Wording("component 7 is not IDNST", "le composant 7 n'est pas IDNST")
            : DmpStructure.IsStructureId(structure.Id) ? null
            : new Wording("this is not built like a Struct_IdNat", "ceci n'est pas construit comme un Struct_IdNat");
    }

    private static void CheckPresence(DmpRuleContext context, DmpRule rule)
    {
        foreach (var (at, author) in Authors(context))
        {
            var isPatient = author.Person is { } person && DmpPerson.Of(person).IsPatient;
            if (isPatient == author.Institutions.Count > 0)
            {
                context.Report(
                    rule,
                    isPatient
                        ? new Wording("a patient stands for no structure", "un patient ne représente aucune structure")
                        : new Wording("the author has no institution", "l'auteur n'a pas d'établissement"),
                    at, "author/authorInstitution", author.Institutions is [var first, ..] ? first : author.Person,
                    isPatient ? new Wording("no authorInstitution", "pas d'authorInstitution") : Accepted);
            }
        }
    }

    private static void CheckForm(DmpRuleContext context, DmpRule rule)
    {
        foreach (var (at, author) in Authors(context))
        {
            foreach (var institution in author.Institutions)
            {
                if (Problem(institution) is { } problem)
                {
                    context.Report(rule, problem, at, "author/authorInstitution", institution, Accepted);
                }
            }
        }
    }

    private static IEnumerable<(MetadataObject At, Author Author)> Authors(DmpRuleContext context) =>
        context.Documents.SelectMany(entry => entry.Authors.Select(author => ((MetadataObject)entry, author)))
            .Concat(context.IsRegistration
                ? context.Submission.SubmissionSet.Authors.Select(
                    author => ((MetadataObject)context.Submission.SubmissionSet, author))
                : []);
}
