using System.Security.Cryptography.X509Certificates;

namespace XdsDmp.Security.Messages;

/// <summary>What a message's signature has shown; only <see cref="MessageVerifier"/> makes one.</summary>
public sealed record VerifiedMessage
{
    internal VerifiedMessage()
    {
    }

    /// <summary>Who signed every part that must be signed.</summary>
    public required X509Certificate2 Signer { get; init; }

    public required MessageTimestamp Timestamp { get; init; }

    /// <summary>The octets of every SignatureValue, which an answer confirms (WSS 1.1 §8.5).</summary>
    public required IReadOnlyList<byte[]> SignatureValues { get; init; }

    /// <summary>The assertion is covered, not only carried.</summary>
    public required bool CoversAssertion { get; init; }

    /// <summary>
    /// Digests of a Body that refers to attachments, one for each reference to it: until all have been completed with
    /// these, nothing is known of the Body.
    /// </summary>
    public IReadOnlyList<PendingBody> Pending { get; init; } = [];
}
