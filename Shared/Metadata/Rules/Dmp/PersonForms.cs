using XdsDmp.Metadata.Errors;
using XdsDmp.Metadata.Ins;
using XdsDmp.Metadata.Model;

namespace XdsDmp.Metadata.Rules.Dmp;

/// <summary>Persons and machines bear national identifiers, with the type that fits (CI-SIS, XCN).</summary>
internal static class PersonForms
{
    private static readonly Wording Accepted = new(
        "PS_IdNat^name^given^^^^^^&1.2.250.1.71.4.2.1&ISO^D^^^IDNPS; INS and NH for a patient; U and RI for a machine",
        "PS_IdNat^nom^prénom^^^^^^&1.2.250.1.71.4.2.1&ISO^D^^^IDNPS ; INS et NH pour un patient ; U et RI pour un "
        + "automate");

    public static DmpRule Rule { get; } = new(
        "DMP-person",
        "authorPerson and legalAuthenticator have id, authority, name type D or U, and a type of identifier that fits "
        + "the authority",
        "CI-SIS, volet Partage de documents de santé, XCN", Check);

    /// <summary>What is wrong with an XCN; null when nothing is.</summary>
    public static Wording? Problem(string xcn)
    {
        var person = DmpPerson.Of(xcn);
        return person.Id.Length == 0 ? new Wording("the person has no identifier", "la personne n'a pas d'identifiant")
            : person.Authority.Length == 0
                ? new Wording("the identifier has no authority", "l'identifiant n'a pas d'autorité d'affectation")
            : person.NameType is not ("D" or "U")
                ? new Wording("component 10 is neither D nor U", "le composant 10 n'est ni D ni U")
            : TypeProblem(person);
    }

    private static Wording? TypeProblem(DmpPerson person)
    {
        if (person.Authority == DmpPerson.ProfessionalIds)
        {
            return person.IdType is not (DmpPerson.ProfessionalType or DmpPerson.ResourceType)
                ? new Wording(
                    "component 13 is not that of a PS_IdNat", "le composant 13 n'est pas celui d'un PS_IdNat")
                : DmpPerson.IsProfessionalId(person.Id) ? null
                : new Wording("this is not built like a PS_IdNat", "ceci n'est pas construit comme un PS_IdNat");
        }

        var isIns = InsAuthority.Find(person.Authority) is not null;
        return isIns != (person.IdType == DmpPerson.PatientType)
            ? new Wording(
                "an INS has the type NH, and nothing else has", "un INS a le type NH, et rien d'autre ne l'a")
            : person.IdType.Length == 0
                ? new Wording("component 13 is empty", "le composant 13 est vide")
            : null;
    }

    private static void Check(DmpRuleContext context, DmpRule rule)
    {
        if (context.IsRegistration)
        {
            Check(context, rule, context.Submission.SubmissionSet, context.Submission.SubmissionSet.Authors);
        }

        foreach (var entry in context.Submission.DocumentEntries)
        {
            Check(context, rule, entry, entry.Authors);
            if (entry.LegalAuthenticator is { } person)
            {
                Check(context, rule, entry, "legalAuthenticator", person);
            }
        }
    }

    private static void Check(DmpRuleContext context, DmpRule rule, MetadataObject at, IEnumerable<Author> authors)
    {
        foreach (var person in authors.Select(author => author.Person).OfType<string>())
        {
            Check(context, rule, at, "author/authorPerson", person);
        }
    }

    private static void Check(DmpRuleContext context, DmpRule rule, MetadataObject at, string attribute, string person)
    {
        if (Problem(person) is { } problem)
        {
            context.Report(rule, problem, at, attribute, person, Accepted);
        }
    }
}
