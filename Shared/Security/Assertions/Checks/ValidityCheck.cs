using XdsDmp.Security.Signatures;

namespace XdsDmp.Security.Assertions.Checks;

/// <summary>
/// When the assertion holds (SAML 2.0 Core §2.5.1.2), within the skew of clocks that its issuer is granted.
/// </summary>
internal static class ValidityCheck
{
    public static void Check(AssertionCase it)
    {
        var content = it.Content;
        var rules = it.Rules.Validity;
        RequireUnderstood(content.Conditions?.Others ?? []);
        var (start, end) = (content.Conditions?.NotBefore, content.Conditions?.NotOnOrAfter);
        if (rules.IsRequired && (start is null || end is null))
        {
            throw AssertionCase.Invalid("Conditions has no NotBefore or no NotOnOrAfter");
        }

        if (end <= (start ?? content.IssueInstant))
        {
            throw AssertionCase.Invalid("NotOnOrAfter is not after NotBefore");
        }

        if (it.IsBefore(content.IssueInstant) || (start is { } notBefore && it.IsBefore(notBefore)))
        {
            throw AssertionCase.Invalid(
                $"the assertion is not yet valid: it holds from {start ?? content.IssueInstant:u}");
        }

        it.EndsBy(end ?? Begin(content) + rules.LifeWithoutEnd);
        if (it.HasPassed(it.NotOnOrAfter))
        {
            throw AssertionCase.Invalid($"the assertion has expired: it held until {it.NotOnOrAfter:u}");
        }

        if (end - (start ?? content.IssueInstant) > rules.LongestLife)
        {
            throw AssertionCase.Invalid($"the assertion holds for longer than {rules.LongestLife}");
        }
    }

    /// <summary>WSS SAML Token Profile 1.1 §3.6: a condition that is not understood makes the token unusable.</summary>
    private static void RequireUnderstood(IReadOnlyList<string> others)
    {
        if (others.Count > 0)
        {
            throw new UntrustedMessageException(
                SecurityFault.UnsupportedSecurityToken, $"the condition {Quoted.Of(others[0])} is not understood");
        }
    }

    /// <summary>The login, which may be long before the issue; without it the issue.</summary>
    private static DateTimeOffset Begin(AssertionContent content) => content.Authentications
        .Select(authentication => authentication.Instant).Append(content.IssueInstant).Min();
}
