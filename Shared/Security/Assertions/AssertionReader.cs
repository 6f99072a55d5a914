using XdsDmp.Security.Signatures;
using XdsDmp.Xml.Nodes;

namespace XdsDmp.Security.Assertions;

/// <summary>
/// Reads an assertion (SAML 2.0 Core §2.3.3) from the very nodes on which its signature is verified. Nothing that it
/// returns may be relied on before <see cref="AssertionVerifier"/> has spoken.
/// </summary>
public static class AssertionReader
{
    private const string Saml = SamlNames.Saml;
    private const int MaxStatements = 64;

    /// <exception cref="UntrustedMessageException">It is no assertion of SAML 2.0, or not by the schema.</exception>
    public static AssertionContent Read(ElementNode assertion)
    {
        if (!assertion.Is(Saml, "Assertion") || assertion.Attribute("Version") != "2.0")
        {
            throw new UntrustedMessageException(
                SecurityFault.UnsupportedSecurityToken, "the token is not an assertion of SAML 2.0");
        }

        var parts = Strict.Sequence(assertion, "Version", "ID", "IssueInstant");
        var content = new AssertionContent
        {
            Element = assertion,
            Id = Strict.Required(assertion, "ID"),
            IssueInstant = SamlTime.Read(Strict.Required(assertion, "IssueInstant"), "IssueInstant"),
            Issuer = SubjectReader.ReadName(parts.One(Saml, "Issuer")),
            Signature = parts.Optional(SignatureNames.Ds, "Signature"),
        };
        content = parts.Optional(Saml, "Subject") is { } subject ? SubjectReader.Read(content, subject) : content;
        var conditions = parts.Optional(Saml, "Conditions");
        return ReadStatements(
            content with { Conditions = conditions is null ? null : ConditionsReader.Read(conditions) }, parts);
    }

    private static AssertionContent ReadStatements(AssertionContent content, ElementSequence parts)
    {
        var authentications = new List<AuthnStatement>();
        var attributes = new List<AssertedAttribute>();
        for (var count = 0; count <= MaxStatements; count++)
        {
            if (parts.Optional(Saml, "AuthnStatement") is { } authentication)
            {
                authentications.Add(StatementReader.ReadAuthentication(authentication));
            }
            else if (parts.Optional(Saml, "AttributeStatement") is { } statement)
            {
                attributes.AddRange(StatementReader.ReadAttributes(statement));
            }
            else if (parts.Optional(Saml, "AuthzDecisionStatement") is null)
            {
                parts.End();
                return content with { Authentications = authentications, Attributes = attributes };
            }

            // An AuthzDecisionStatement is another party's decision, and evidence for it: nothing we go by.
        }

        throw Strict.Malformed($"the assertion has more than {MaxStatements} statements");
    }
}
