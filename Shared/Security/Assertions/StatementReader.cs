using XdsDmp.Xml.Nodes;

namespace XdsDmp.Security.Assertions;

/// <summary>Reads how the user has logged in, and what is said of him (SAML 2.0 Core §2.7).</summary>
internal static class StatementReader
{
    private const string Saml = SamlNames.Saml;
    private const int MaxAttributes = 256;
    private const int MaxValues = 256;

    public static AuthnStatement ReadAuthentication(ElementNode element)
    {
        var parts = Strict.Sequence(element, "AuthnInstant", "SessionIndex", "SessionNotOnOrAfter");
        parts.Optional(Saml, "SubjectLocality");
        var context = Strict.Sequence(parts.One(Saml, "AuthnContext"));
        parts.End();
        var contextClass = context.Optional(Saml, "AuthnContextClassRef");
        var declaration = context.Optional(Saml, "AuthnContextDecl");
        var reference = declaration is null ? context.Optional(Saml, "AuthnContextDeclRef") : null;
        context.Many(Saml, "AuthenticatingAuthority");
        context.End();
        if (contextClass is null && declaration is null && reference is null)
        {
            throw Strict.Malformed("AuthnContext has neither class nor declaration");
        }

        return new AuthnStatement(SamlTime.Read(Strict.Required(element, "AuthnInstant"), "AuthnInstant"))
        {
            SessionNotOnOrAfter =
                SamlTime.ReadOptional(element.Attribute("SessionNotOnOrAfter"), "SessionNotOnOrAfter"),
            ContextClass = contextClass is null ? null : Strict.Value(contextClass),
            ContextDeclaration = reference is null ? null : Strict.Value(reference),
            HasDeclaration = declaration is not null,
        };
    }

    public static IReadOnlyList<AssertedAttribute> ReadAttributes(ElementNode statement)
    {
        var parts = Strict.Sequence(statement);
        var attributes = parts.Many(Saml, "Attribute");
        parts.End(); // Encrypted attributes are not for us to guess at.
        return attributes.Count > MaxAttributes
            ? throw Strict.Malformed($"an AttributeStatement has more than {MaxAttributes} attributes")
            : [.. attributes.Select(ReadAttribute)];
    }

    private static AssertedAttribute ReadAttribute(ElementNode attribute)
    {
        // The schema lets an Attribute have further attributes of other namespaces.
        var name = Strict.Required(attribute, "Name");
        var values = attribute.Elements.ToList();
        return values.Count > MaxValues || !values.TrueForAll(value => value.Is(Saml, "AttributeValue"))
            ? throw Strict.Malformed($"an Attribute holds more than {MaxValues} values, or something else")
            : new AssertedAttribute(name, [.. values.Select(ReadValue)])
            {
                NameFormat = attribute.Attribute("NameFormat"),
            };
    }

    private static AssertedValue ReadValue(ElementNode value)
    {
        var text = new AssertedValue(Strict.Bounded(value));
        if (value.Elements.ToList() is not [var inner] || inner.NamespaceUri != SamlNames.Hl7)
        {
            return text;
        }

        return text with { Code = ReadCode(inner), InstanceId = ReadInstanceId(inner) };
    }

    private static AssertedCode? ReadCode(ElementNode coded) => coded.Attribute("code") is { Length: > 0 } code
        ? new AssertedCode(code, coded.Attribute("codeSystem") ?? "")
        {
            SystemName = coded.Attribute("codeSystemName"),
            DisplayName = coded.Attribute("displayName"),
        }
        : null;

    private static string? ReadInstanceId(ElementNode id) => id.Attribute("root") is { Length: > 0 } root
        ? $"{id.Attribute("extension")}^^^&{root}&ISO"
        : null;
}
