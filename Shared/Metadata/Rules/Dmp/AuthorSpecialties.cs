using XdsDmp.Metadata.Errors;
using XdsDmp.Metadata.Model;

namespace XdsDmp.Metadata.Rules.Dmp;

/// <summary>A professional writes as what he or she is (ANS, JDV_J01).</summary>
internal static class AuthorSpecialties
{
    public static DmpRule Rule { get; } = new(
        "DMP-authorSpecialty",
        "a professional with a national number has an authorSpecialty, as a code with its scheme",
        "CI-SIS, volet Partage de documents de santé, authorSpecialty; ANS, JDV_J01", Check);

    /// <summary>
    /// A coded text in the French form <c>code^name^scheme</c>, or in IHE's, <c>code^^^&amp;scheme&amp;ISO</c>; null
    /// for any other.
    /// </summary>
    public static Code? CodeOf(string text)
    {
        var code = Hl7.Component(text, 1);
        var scheme = Hl7.Component(text, 3);
        if (scheme.IsEmpty)
        {
            scheme = Hl7.Component(Hl7.Component(text, 4), 2, '&');
        }

        return code.IsEmpty || scheme.IsEmpty
            ? null
            : new Code(code.ToString(), scheme.ToString(), Hl7.Component(text, 2).ToString());
    }

    private static void Check(DmpRuleContext context, DmpRule rule)
    {
        foreach (var entry in context.Documents)
        {
            foreach (var author in entry.Authors.Where(a => a.Person is { } p && DmpPerson.Of(p).IsProfessional))
            {
                if (!author.Specialties.Any(text => CodeOf(text) is not null))
                {
                    context.Report(
                        rule, new Wording(
                            "the author does not say in which profession and speciality",
                            "l'auteur ne dit pas sa profession et sa spécialité"),
                        entry, "author/authorSpecialty", author.Specialties is [var first, ..] ? first : author.Person,
                        new Wording(
                            "for instance G15_10/SM26^name^1.2.250.1.213.1.1.4.5",
                            "par exemple G15_10/SM26^libellé^1.2.250.1.213.1.1.4.5"));
                }
            }
        }
    }
}
