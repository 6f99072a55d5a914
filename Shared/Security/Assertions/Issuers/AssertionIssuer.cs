using XdsDmp.Security.Certificates;
using XdsDmp.Security.Trust;
using XdsDmp.Security.Vihf;

namespace XdsDmp.Security.Assertions.Issuers;

/// <summary>Somebody whose assertions we accept, and under which rules (ITI TF-2 §3.40).</summary>
public sealed record AssertionIssuer
{
    public required string Name { get; init; }

    /// <summary>
    /// The exact text of Issuer; null: the subject of the certificate that signs, whichever of those it trusts.
    /// </summary>
    public string? Issuer { get; init; }

    /// <summary>Folder of certificates and revocation lists, or one file: those who sign for this issuer.</summary>
    public required string Certificates { get; init; }

    /// <summary>
    /// Subjects of those that sign, where an authority has issued certificates to others as well; null: any that it
    /// has.
    /// </summary>
    public IReadOnlyList<DistinguishedName>? Subjects { get; init; }

    /// <summary>The French rules; null for a plain XUA assertion.</summary>
    public VihfRules? Vihf { get; init; }

    public ValidityRules Validity { get; init; } = new();

    public AudienceRules Audience { get; init; } = new();

    public ConfirmationRules Confirmation { get; init; } = new();

    public ContentRules Content { get; init; } = new();

    /// <summary>rsa-sha1 and digests with SHA-1.</summary>
    public bool AllowsLegacyAlgorithms { get; init; }

    /// <summary>How its certificates are judged.</summary>
    public PeerRules Certificate { get; init; } = new();

    /// <summary>The same assertion, from another TLS client than the first time.</summary>
    public ReuseTreatment Reuse { get; init; } = ReuseTreatment.Report;
}

/// <summary>When an assertion holds.</summary>
public sealed record ValidityRules
{
    public const int MaxSkewSeconds = 300;

    /// <summary>NotBefore and NotOnOrAfter must be there.</summary>
    public bool IsRequired { get; init; } = true;

    /// <summary>By how much our clocks may differ.</summary>
    public TimeSpan Skew { get; init; } = TimeSpan.FromSeconds(60);

    public TimeSpan LongestLife { get; init; } = TimeSpan.FromHours(24);

    /// <summary>From the login, else from the issue, when the assertion does not say when it ends.</summary>
    public TimeSpan LifeWithoutEnd { get; init; } = TimeSpan.FromHours(1);
}

/// <summary>For whom an assertion must be made.</summary>
public sealed record AudienceRules
{
    public AudienceRequirement Requirement { get; init; } = AudienceRequirement.Required;

    /// <summary>Our names; null takes any.</summary>
    public IReadOnlyList<string>? Names { get; init; }
}

public enum AudienceRequirement
{
    Required,

    /// <summary>A restriction, where there is one, must name us.</summary>
    Optional,
    Forbidden,
}

/// <summary>How the sender shows that the assertion is his to use.</summary>
public sealed record ConfirmationRules
{
    /// <summary>URIs of methods.</summary>
    public IReadOnlyList<string> Methods { get; init; } = [SamlNames.Bearer, SamlNames.HolderOfKey];

    /// <summary>A subject without any confirmation is taken as bearer.</summary>
    public bool MayBeMissing { get; init; }

    /// <summary>
    /// Beside our own URL; null: Recipient is not compared, as it names where the assertion was fetched.
    /// </summary>
    public IReadOnlyList<string>? Recipients { get; init; } = [];

    /// <summary>
    /// SHA-256 of certificates that may vouch for a user by signing the message (sender-vouches).
    /// </summary>
    public IReadOnlyList<string> Gateways { get; init; } = [];
}

/// <summary>What the assertion must, and may, say of the user.</summary>
public sealed record ContentRules
{
    /// <summary>AuthnContextClassRef or AuthnContextDeclRef; null takes any.</summary>
    public IReadOnlyList<string>? AuthnContexts { get; init; }

    public IReadOnlyList<string> RequiredAttributes { get; init; } = [];

    public IReadOnlyList<AssertedCode>? Roles { get; init; }

    public IReadOnlyList<AssertedCode>? Purposes { get; init; }

    public int MostAuthnStatements { get; init; } = 1;

    public int MostRoles { get; init; } = 16;

    public int MostPurposes { get; init; } = 16;

    public PatientRule Patient { get; init; } = PatientRule.Compare;
}

/// <summary>What resource-id means for the patient of the request.</summary>
public enum PatientRule
{
    /// <summary>It must be there, and be the patient of the request.</summary>
    Required,

    /// <summary>Where it is there it must be the patient of the request.</summary>
    Compare,

    /// <summary>It names the patient in another identifier domain than requests do.</summary>
    Ignore,
}

public enum ReuseTreatment
{
    Accept,

    /// <summary>Accepted, and told to log and audit trail.</summary>
    Report,
    Refuse,
}
