using XdsDmp.Xml.Nodes;

namespace XdsDmp.Security.Assertions;

/// <summary>What an assertion says (SAML 2.0 Core §2), as read: nothing of it is verified.</summary>
public sealed record AssertionContent
{
    public required ElementNode Element { get; init; }

    public required string Id { get; init; }

    public required DateTimeOffset IssueInstant { get; init; }

    public required SamlName Issuer { get; init; }

    public ElementNode? Signature { get; init; }

    /// <summary>Null when the assertion is about nobody.</summary>
    public SamlName? NameId { get; init; }

    public IReadOnlyList<SubjectConfirmation> Confirmations { get; init; } = [];

    /// <summary>Null when there is no <c>Conditions</c> element.</summary>
    public AssertionConditions? Conditions { get; init; }

    public IReadOnlyList<AuthnStatement> Authentications { get; init; } = [];

    public IReadOnlyList<AssertedAttribute> Attributes { get; init; } = [];

    /// <summary>The values of all attributes of that name, in their order.</summary>
    public IEnumerable<AssertedValue> ValuesOf(string name) =>
        Attributes.Where(attribute => attribute.Name == name).SelectMany(attribute => attribute.Values);

    /// <summary>The first value of that name that has a text.</summary>
    public string? TextOf(string name) =>
        ValuesOf(name).Select(value => value.Text).FirstOrDefault(text => text.Length > 0);
}

/// <summary>A <c>NameID</c> or <c>Issuer</c> (SAML 2.0 Core §2.2.2).</summary>
public sealed record SamlName(string Value)
{
    public string? Format { get; init; }

    public string? NameQualifier { get; init; }

    /// <summary>What the service provider itself calls the user.</summary>
    public string? SpProvidedId { get; init; }
}

/// <summary>How somebody may show that the assertion is about him (SAML 2.0 Core §2.4.1.1).</summary>
public sealed record SubjectConfirmation(string Method)
{
    public DateTimeOffset? NotBefore { get; init; }

    public DateTimeOffset? NotOnOrAfter { get; init; }

    public string? Recipient { get; init; }

    /// <summary><c>ds:KeyInfo</c> of holder-of-key.</summary>
    public IReadOnlyList<ElementNode> Keys { get; init; } = [];
}

/// <summary>When and for whom the assertion holds (SAML 2.0 Core §2.5).</summary>
public sealed record AssertionConditions
{
    public DateTimeOffset? NotBefore { get; init; }

    public DateTimeOffset? NotOnOrAfter { get; init; }

    /// <summary>All restrictions must hold; of one restriction a single audience is enough.</summary>
    public IReadOnlyList<IReadOnlyList<string>> AudienceRestrictions { get; init; } = [];

    /// <summary>Conditions that we do not understand.</summary>
    public IReadOnlyList<string> Others { get; init; } = [];
}

/// <summary>How the user has logged in (SAML 2.0 Core §2.7.2).</summary>
public sealed record AuthnStatement(DateTimeOffset Instant)
{
    public DateTimeOffset? SessionNotOnOrAfter { get; init; }

    /// <summary><c>AuthnContextClassRef</c>.</summary>
    public string? ContextClass { get; init; }

    /// <summary><c>AuthnContextDeclRef</c>.</summary>
    public string? ContextDeclaration { get; init; }

    /// <summary>The context is declared in place.</summary>
    public bool HasDeclaration { get; init; }

    /// <summary>What an issuer's list of contexts is about.</summary>
    public string? Context => ContextClass ?? ContextDeclaration;
}

/// <summary>One <c>Attribute</c>.</summary>
public sealed record AssertedAttribute(string Name, IReadOnlyList<AssertedValue> Values)
{
    public string? NameFormat { get; init; }
}

/// <summary>One <c>AttributeValue</c>: a text, or an HL7 data type.</summary>
/// <param name="Text">Its text, without blanks around it; of an element inside nothing.</param>
public sealed record AssertedValue(string Text)
{
    /// <summary>An <c>hl7:CE</c>, whatever its element is called.</summary>
    public AssertedCode? Code { get; init; }

    /// <summary>An <c>hl7:II</c> as <c>extension^^^&amp;root&amp;ISO</c>.</summary>
    public string? InstanceId { get; init; }

    /// <summary>The code, or a text that stands for one.</summary>
    public AssertedCode? AsCode => Code ?? (Text.Length > 0 ? new AssertedCode(Text, "") : null);
}

/// <summary>A coded value; code and system make its identity.</summary>
public sealed record AssertedCode(string Code, string System)
{
    public string? SystemName { get; init; }

    public string? DisplayName { get; init; }

    public bool Is(string code, string system) => Code == code && System == system;

    public override string ToString() => $"{Code}^^{System}";
}
