namespace XdsDmp.Hosting.Configuration;

/// <summary>Section <c>Security</c>: who we are and whom we trust (ITI-19, ITI TF-2 §3.19).</summary>
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

    /// <summary>SAML assertions (VIHF). Off is the one value this version knows.</summary>
    public Requirement Vihf { get; init; } = Requirement.Off;

    /// <summary>WS-Security signatures. Off is the one value this version knows.</summary>
    public Requirement MessageSignature { get; init; } = Requirement.Off;
}

/// <summary>Whether a caller may, or must, show something.</summary>
public enum Requirement
{
    Off,
    Optional,
    Required,
}
