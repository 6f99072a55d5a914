using System.Security.Cryptography.X509Certificates;
using XdsDmp.Security.Signatures;
using XdsDmp.Xml.Nodes;

namespace XdsDmp.Security.Assertions;

/// <summary>What the verifier needs to know of the message around an assertion.</summary>
public sealed record AssertionContext
{
    /// <summary>The element at Envelope/Header/Security/Assertion, found by its position.</summary>
    public required ElementNode Assertion { get; init; }

    /// <summary>The identifiers of the whole message.</summary>
    public required ElementIds Ids { get; init; }

    /// <summary>The peer of mutual TLS.</summary>
    public X509Certificate2? TlsClient { get; init; }

    /// <summary>The trusted signer of Timestamp and Body, when the message is signed.</summary>
    public X509Certificate2? MessageSigner { get; init; }

    /// <summary>That signature covers the assertion too: only then can its signer vouch for the user.</summary>
    public bool IsCoveredBySigner { get; init; }

    /// <summary>Our URL, for Recipient.</summary>
    public string? Endpoint { get; init; }

    /// <summary>For logs: ITI-18 and so on.</summary>
    public string? Transaction { get; init; }

    /// <summary>
    /// The TLS client is a system that may pass on assertions of others (our repository asks the registry so): its own
    /// certificate says nothing about the user.
    /// </summary>
    public bool IsForwarded { get; init; }
}
