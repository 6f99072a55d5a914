namespace XdsDmp.Hosting.Configuration;

/// <summary>Section <c>Security</c>: who we are and whom we trust (ITI-19, ITI TF-2 §3.19; ITI-40 §3.40).</summary>
public sealed record SecurityOptions
{
    /// <summary>PEM file with this node's certificate, intermediates behind it.</summary>
    public string Certificate { get; init; } = "";

    /// <summary>PEM file with the key of <see cref="Certificate"/>.</summary>
    public string Key { get; init; } = "";

    /// <summary>
    /// Folder of CA certificates and of single trusted certificates, PEM or DER; CRLs stand beside them.
    /// </summary>
    public string TrustFolder { get; init; } = "";

    /// <summary>
    /// File that says which system a certificate stands for, and what it may do. Empty: whoever is trusted may call
    /// everything, which is for tests only.
    /// </summary>
    public string Systems { get; init; } = "";

    /// <summary>SAML assertions that are a VIHF.</summary>
    public Requirement Vihf { get; init; } = Requirement.Optional;

    /// <summary>SAML assertions of any issuer that is known; a VIHF is one (XUA).</summary>
    public Requirement Xua { get; init; } = Requirement.Optional;

    /// <summary>WS-Security signatures of messages.</summary>
    public Requirement MessageSignature { get; init; } = Requirement.Optional;

    /// <summary>PEM file of the certificate that signs our own messages; empty: <see cref="Certificate"/>.</summary>
    public string SigningCertificate { get; init; } = "";

    /// <summary>PEM file with the key of <see cref="SigningCertificate"/>.</summary>
    public string SigningKey { get; init; } = "";

    /// <summary>
    /// Folder of those whose message signatures count, like <see cref="TrustFolder"/>; empty: that one.
    /// </summary>
    public string SignerFolder { get; init; } = "";

    /// <summary>
    /// Parts of a signed message that its signature must cover, where the message has them; Timestamp always is one.
    /// Empty: Body and everything of WS-Addressing that says where the message and its answer go.
    /// </summary>
    public IReadOnlyList<string> SignedParts { get; init; } = [];

    /// <summary>Seconds that the clock of a sender may be off, either way.</summary>
    public int ClockSkewSeconds { get; init; } = 300;

    /// <summary>Seconds for which a signed message is good after its Created.</summary>
    public int MessageLifeSeconds { get; init; } = 600;

    /// <summary>Message signatures with SHA-1 and inclusive canonical forms, for partners with old software.</summary>
    public bool LegacyAlgorithms { get; init; }

    /// <summary>Our own RSA signatures are RSA-PSS instead of PKCS#1 v1.5.</summary>
    public bool SignWithPss { get; init; }

    /// <summary>
    /// Transactions that need an assertion where <see cref="Vihf"/> or <see cref="Xua"/> is Required; empty: those that
    /// people do (ITI-18, 41, 43, 51, 57, 62, 92).
    /// </summary>
    public IReadOnlyList<string> AssertionFor { get; init; } = [];

    /// <summary>
    /// Names of systems that act for themselves and need no assertion, such as a repository on another machine. This
    /// node is one in any case.
    /// </summary>
    public IReadOnlyList<string> WithoutAssertion { get; init; } = [];

    /// <summary>File of those whose assertions are accepted, with their certificates and rules.</summary>
    public string AssertionIssuers { get; init; } = "";
}

/// <summary>Whether a caller may, or must, show something.</summary>
public enum Requirement
{
    /// <summary>It is not looked at; a header that insists on it is refused.</summary>
    Off,

    /// <summary>It may be absent, but not wrong.</summary>
    Optional,
    Required,
}
