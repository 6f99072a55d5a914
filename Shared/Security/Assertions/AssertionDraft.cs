using System.Security.Cryptography.X509Certificates;
using XdsDmp.Security.Signatures;

namespace XdsDmp.Security.Assertions;

/// <summary>An assertion to be made, for tests and for clients that are their own issuer.</summary>
public sealed record AssertionDraft
{
    public string Id { get; init; } = $"_{Guid.NewGuid():N}";

    public required SamlName Issuer { get; init; }

    public required SamlName NameId { get; init; }

    public required DateTimeOffset IssueInstant { get; init; }

    public DateTimeOffset? NotBefore { get; init; }

    public DateTimeOffset? NotOnOrAfter { get; init; }

    public IReadOnlyList<string> Audiences { get; init; } = [];

    /// <summary>URI of the method; null for a subject without confirmation.</summary>
    public string? Confirmation { get; init; } = SamlNames.Bearer;

    public string? Recipient { get; init; }

    public DateTimeOffset? ConfirmationNotOnOrAfter { get; init; }

    /// <summary>Whose key the sender must show (holder-of-key).</summary>
    public X509Certificate2? SubjectKey { get; init; }

    public DateTimeOffset? AuthnInstant { get; init; }

    public string AuthnContext { get; init; } = "urn:oasis:names:tc:SAML:2.0:ac:classes:X509";

    public IReadOnlyList<AssertedAttribute> Attributes { get; init; } = [];

    /// <summary>Null: what suits the key.</summary>
    public SignatureMethod? Method { get; init; }

    /// <summary>The signature carries the certificate; without it the receiver must know whose key it is.</summary>
    public bool CarriesCertificate { get; init; } = true;
}
