using XdsDmp.Metadata.Errors;
using XdsDmp.Metadata.Model;

namespace XdsDmp.Metadata.Ins;

/// <summary>
/// Whether an identifier can be a national health identifier at all (ANS, Référentiel INS): its domain, its form, its
/// key. Whether the person bears it only the national service can say.
/// </summary>
public static class InsCheck
{
    public const string AuthorityRule = "INS-authority";
    public const string FormRule = "INS-form";
    public const string KeyRule = "INS-key";
    private const string Source = "ANS, Référentiel INS";

    /// <summary>What is wrong; null when nothing is.</summary>
    /// <param name="ins">The identifier.</param>
    /// <param name="rules">Whose identifiers are taken.</param>
    /// <param name="place">Where it stands, for the explanation.</param>
    public static Explanation? ProblemOf(PatientId ins, InsRules rules, string place)
    {
        ArgumentNullException.ThrowIfNull(ins);
        ArgumentNullException.ThrowIfNull(rules);
        return AuthorityProblem(ins, rules, place) ?? FormProblem(ins, place) ?? KeyProblem(ins, place);
    }

    /// <summary>What is wrong beside the key, which senders of tests get wrong.</summary>
    public static Explanation? ProblemBesideKey(PatientId ins, InsRules rules, string place)
    {
        ArgumentNullException.ThrowIfNull(ins);
        ArgumentNullException.ThrowIfNull(rules);
        return AuthorityProblem(ins, rules, place) ?? FormProblem(ins, place);
    }

    private static Explanation? AuthorityProblem(PatientId ins, InsRules rules, string place) =>
        rules.Accepts(ins.Authority) ? null : new Explanation(
            AuthorityRule, "the identifier is of no domain whose national health identifiers are accepted here",
            place, InsAuthority.Find(ins.Authority)?.ToString() ?? ins.Authority, rules.Names, Source)
        {
            French = new FrenchWording(
                "l'identifiant n'est d'aucun domaine dont les identifiants nationaux de santé sont acceptés ici"),
        };

    private static Explanation? FormProblem(PatientId ins, string place)
    {
        var (isForm, accepted, french) = InsAuthority.Find(ins.Authority)?.Kind switch
        {
            InsKind.Nir or InsKind.Nia => (
                IsNir(ins.Extension), "13 characters (digits; 2A or 2B in Corsica) and a key of 2 digits",
                "13 caractères (des chiffres ; 2A ou 2B pour la Corse) et une clé de 2 chiffres"),
            InsKind.InsC => (
                InsC.IsForm(ins.Extension), "20 digits and a key of 2 digits", "20 chiffres et une clé de 2 chiffres"),
            _ => (ins.Extension.Length > 0, "", ""),
        };
        return isForm ? null : new Explanation(
            FormRule, "this is not built like a national health identifier of its kind", place, ins.Extension, accepted,
            Source)
        {
            French = new FrenchWording(
                "ceci n'est pas construit comme un identifiant national de santé de cette sorte", french),
        };
    }

    private static Explanation? KeyProblem(PatientId ins, string place)
    {
        var key = KeyOf(ins);
        return key is null || ins.Extension.EndsWith(key, StringComparison.Ordinal) ? null : new Explanation(
            KeyRule, "the key does not fit the number: one of its digits is wrong", place, ins.Extension,
            $"the key {key} for the number {ins.Extension[..^2]}", Source)
        {
            French = new FrenchWording(
                "la clé ne correspond pas au numéro : l'un de ses chiffres est faux",
                $"la clé {key} pour le numéro {ins.Extension[..^2]}"),
        };
    }

    /// <summary>The key that the number should have; null for kinds without one.</summary>
    public static string? KeyOf(PatientId ins)
    {
        ArgumentNullException.ThrowIfNull(ins);
        return InsAuthority.Find(ins.Authority)?.Kind switch
        {
            InsKind.Nir or InsKind.Nia when IsNir(ins.Extension) =>
                NirKey.Of(ins.Extension.AsSpan(0, NirKey.NumberLength)),
            InsKind.InsC when InsC.IsForm(ins.Extension) => InsC.KeyOf(ins.Extension.AsSpan(0, InsC.NumberLength)),
            _ => null,
        };
    }

    private static bool IsNir(string text) =>
        text.Length == NirKey.Length && NirKey.IsNumber(text.AsSpan(0, NirKey.NumberLength))
        && !text.AsSpan(NirKey.NumberLength).ContainsAnyExceptInRange('0', '9');
}
