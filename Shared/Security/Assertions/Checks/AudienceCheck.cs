using XdsDmp.Security.Assertions.Issuers;

namespace XdsDmp.Security.Assertions.Checks;

/// <summary>
/// For whom the assertion was made (SAML 2.0 Core §2.5.1.4): every restriction must name us; one audience of each is
/// enough.
/// </summary>
internal static class AudienceCheck
{
    public static void Check(AssertionCase it)
    {
        var rules = it.Rules.Audience;
        var restrictions = it.Content.Conditions?.AudienceRestrictions ?? [];
        if (rules.Requirement == AudienceRequirement.Required && restrictions.Count == 0)
        {
            throw AssertionCase.Invalid("the assertion has no AudienceRestriction");
        }

        if (rules.Requirement == AudienceRequirement.Forbidden && restrictions.Count > 0)
        {
            throw AssertionCase.Invalid("the assertion has an AudienceRestriction, which this issuer may not set");
        }

        if (rules.Names is { } ours && restrictions.Any(audiences => !audiences.Any(ours.Contains)))
        {
            throw AssertionCase.Invalid("the assertion was made for another audience");
        }
    }
}
