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
        var others = new List<string>();
        foreach (var condition in conditions.Elements)
        {
            if (condition.Is(Saml, "AudienceRestriction"))
            {
                restrictions.Add(ReadAudiences(condition));
            }
            else if (!condition.Is(Saml, "OneTimeUse") && !condition.Is(Saml, "ProxyRestriction"))
            {
                others.Add(condition.LocalName);
            }
        }

        return restrictions.Sum(audiences => audiences.Count) > MaxAudiences
            ? throw Strict.Malformed($"the assertion names more than {MaxAudiences} audiences")
            : new AssertionConditions
            {
                NotBefore = SamlTime.ReadOptional(conditions.Attribute("NotBefore"), "NotBefore"),
                NotOnOrAfter = SamlTime.ReadOptional(conditions.Attribute("NotOnOrAfter"), "NotOnOrAfter"),
                AudienceRestrictions = restrictions,
                Others = others,
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
