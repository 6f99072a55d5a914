using XdsDmp.Security.Signatures;
using XdsDmp.Xml.Nodes;

namespace XdsDmp.Security.Assertions;

/// <summary>Reads when and for whom an assertion holds (SAML 2.0 Core §2.5.1).</summary>
internal static class ConditionsReader
{
    private const string Saml = SamlNames.Saml;
    private const int MaxAudiences = 64;

    public static AssertionConditions Read(ElementNode conditions)
    {
        Strict.Sequence(conditions, "NotBefore", "NotOnOrAfter");
        var restrictions = new List<IReadOnlyList<string>>();
        foreach (var condition in conditions.Elements)
        {
            if (condition.Is(Saml, "AudienceRestriction"))
            {
                restrictions.Add(ReadAudiences(condition));
            }
            else if (!condition.Is(Saml, "OneTimeUse") && !condition.Is(Saml, "ProxyRestriction"))
            {
                // WSS SAML Token Profile 1.1 §3.6: a condition that is not understood makes the token unusable.
                throw new UntrustedMessageException(
                    SecurityFault.UnsupportedSecurityToken,
                    $"the condition {Quoted.Of(condition.LocalName)} is not understood");
            }
        }

        return restrictions.Sum(audiences => audiences.Count) > MaxAudiences
            ? throw Strict.Malformed($"the assertion names more than {MaxAudiences} audiences")
            : new AssertionConditions
            {
                NotBefore = SamlTime.ReadOptional(conditions.Attribute("NotBefore"), "NotBefore"),
                NotOnOrAfter = SamlTime.ReadOptional(conditions.Attribute("NotOnOrAfter"), "NotOnOrAfter"),
                AudienceRestrictions = restrictions,
            };
    }

    private static List<string> ReadAudiences(ElementNode restriction)
    {
        var parts = Strict.Sequence(restriction);
        var audiences = parts.Many(Saml, "Audience");
        parts.End();
        return [.. audiences.Select(audience => Strict.Value(audience))];
    }
}
