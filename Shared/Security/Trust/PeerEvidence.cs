using System.Collections.Immutable;
using System.Security.Cryptography.X509Certificates;

namespace XdsDmp.Security.Trust;

/// <summary>What a handshake or a chain engine found out about a peer: certificate and chain.</summary>
/// <param name="Chain">Begins with the certificate itself; ends with the root, when one was found.</param>
/// <param name="Status">The union of the flags of the whole chain.</param>
public sealed record PeerEvidence(
    X509Certificate2? Certificate, ImmutableArray<X509Certificate2> Chain, X509ChainStatusFlags Status)
{
    public static readonly PeerEvidence None = new(null, [], X509ChainStatusFlags.NoError);

    public static PeerEvidence From(X509Certificate2? certificate, X509Chain? chain)
    {
        if (certificate is null)
        {
            return None;
        }

        if (chain is null || chain.ChainElements.Count == 0)
        {
            return new PeerEvidence(certificate, [certificate], X509ChainStatusFlags.PartialChain);
        }

        X509ChainStatusFlags status = X509ChainStatusFlags.NoError;
        foreach (X509ChainStatus one in chain.ChainStatus)
        {
            status |= one.Status;
        }

        return new PeerEvidence(certificate, [.. chain.ChainElements.Select(element => element.Certificate)], status);
    }
}
