using XdsDmp.Security.Signatures;

namespace XdsDmp.Security.Assertions.Checks;

/// <summary>How and when the user has logged in (ITI TF-2 §3.40.4.1.2; SAML 2.0 Core §2.7.2).</summary>
internal static class AuthenticationCheck
{
    public static void Check(AssertionCase it)
    {
        var statements = it.Content.Authentications;
        var rules = it.Rules.Content;
        if (statements.Count == 0)
        {
            throw AssertionCase.Invalid("the assertion has no AuthnStatement");
        }

        if (statements.Count > rules.MostAuthnStatements)
        {
            throw AssertionCase.NotAllowed(
                $"the assertion has {statements.Count} authentication statements; "
                + $"accepted: {rules.MostAuthnStatements}");
        }

        foreach (var statement in statements)
        {
            Check(it, statement);
        }
    }

    private static void Check(AssertionCase it, AuthnStatement statement)
    {
        if (it.IsBefore(statement.Instant))
        {
            throw AssertionCase.Invalid("the user logs in later than now");
        }

        if (statement.SessionNotOnOrAfter is { } end)
        {
            it.EndsBy(end);
            if (it.HasPassed(end))
            {
                throw AssertionCase.Invalid("the session of the user has ended");
            }
        }

        if (it.Rules.Content.AuthnContexts is { } accepted && !accepted.Contains(statement.Context ?? ""))
        {
            throw AssertionCase.NotAllowed(
                $"the authentication context {Quoted.Of(statement.Context)} is not accepted from this issuer");
        }
    }
}
