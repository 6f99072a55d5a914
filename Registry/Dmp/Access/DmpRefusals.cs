using XdsDmp.Metadata.Errors;
using XdsDmp.Security.Assertions;

namespace XdsDmp.Registry.Dmp.Access;

/// <summary>Refusals that do not depend on a DMP.</summary>
internal static class DmpRefusals
{
    public const string RoleRule = "DMP-role";
    public const string PortalRule = "DMP-portal";
    public const string TransactionRule = "DMP-transaction";

    public static Refusal NotThisPatient { get; } = Rights(
        PortalRule, "this portal, or this user of it, may not speak for the patient",
        "ce portail, ou cet utilisateur, ne peut pas agir au nom du patient", "VIHF, NameID, role",
        "the patient, or a legal representative of a minor, by a portal of the setting Dmp:Portals",
        "le patient, ou le représentant légal d'un mineur, par un portail du paramètre Dmp:Portals");

    public static Refusal NoFunction { get; } = Rights(
        TransactionRule, "this transaction is no function of the DMP for its users",
        "cette transaction n'est pas une fonction du DMP pour ses utilisateurs", "wsa:Action",
        "the transactions of the DMP", "les transactions du DMP");

    public static Refusal UnknownRole(AssertedCode role) => new(RefusalKind.Rights, new Explanation(
        RoleRule, "this role has no access to the DMP", "VIHF, role", $"{role.Code}^{role.System}",
        "a profession or role that the DMP knows", "PDT-INF-526")
    {
        French = new FrenchWording(
            "ce rôle n'a pas accès au DMP", "une profession ou un rôle connu du DMP"),
    });

    private static Refusal Rights(
        string rule, string english, string french, string place, string accepted, string acceptedInFrench) =>
        new(RefusalKind.Rights, new Explanation(rule, english, place, null, accepted, "PDT-INF-526")
        {
            French = new FrenchWording(french, acceptedInFrench),
        });
}
