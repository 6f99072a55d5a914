using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using XdsDmp.Security.Certificates;

namespace XdsDmp.Security.Trust;

/// <summary>
/// How this node speaks TLS, on either side: mutual authentication always, TLS 1.2 or later, its own certificate, its
/// own trust folder (ITI-19, ITI TF-2 §3.19; BCP 195). Ask for options per connection: they hold the trust of now.
/// </summary>
public sealed class TlsPolicy(
    NodeCertificateSource own,
    TrustStore trust,
    TlsPolicyOptions options,
    TimeProvider clock,
    Action<RefusedPeer> refused)
{
    // Named, so that a later version does not come in by itself before it was tried.
    private const SslProtocols Protocols = SslProtocols.Tls12 | SslProtocols.Tls13;

    /// <summary>Whom this node trusts, for what it decides beside TLS.</summary>
    public TrustStore Trust => trust;

    /// <summary>This node's own certificate as it is now, with its key.</summary>
    public X509Certificate2 Certificate => own.Current.Certificate;

    /// <summary>Why <see cref="Certificate"/> is not what its files say; null when it is.</summary>
    public string? CertificateTrouble => own.Trouble;

    /// <summary>For looking again at the peer of a connection that has been open for long.</summary>
    public PeerVerifier Peers { get; } = new(trust, options.Peers, clock);

    /// <summary>Subject of our own certificate: how peers and their audit trails know this node.</summary>
    public string Subject => own.Current.Certificate.Subject;

    /// <summary>SHA-256 of our own certificate.</summary>
    public byte[] CertificateSha256 => own.Current.Certificate.GetCertHash(HashAlgorithmName.SHA256);

    /// <summary>The same node towards those whom it trusts for one purpose only.</summary>
    public TlsPolicy Trusting(TrustStore others) => new(own, others, options, clock, refused);

    /// <param name="remote">The caller's address.</param>
    /// <param name="isCertificateOptional">
    /// For browsers whose users log in by other means. A certificate that is shown must be trusted all the same.
    /// </param>
    /// <param name="told">Called when the caller was turned away for its certificate, and that was told.</param>
    public SslServerAuthenticationOptions ForServer(
        EndPoint? remote, bool isCertificateOptional = false, Action? told = null)
    {
        TrustSnapshot snapshot = trust.Current;
        return new SslServerAuthenticationOptions
        {
            ServerCertificateContext = own.Current.Context,
            ClientCertificateRequired = true,
            EnabledSslProtocols = Protocols,
            CipherSuitesPolicy = CipherSuites.Policy,
            AllowRenegotiation = false,

            // A resumed session would skip the proof of the key, and outlive a change of trust.
            AllowTlsResume = false,
            CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
            CertificateChainPolicy = ChainPolicies.OfNobody(),
            RemoteCertificateValidationCallback = (_, certificate, chain, _) =>
                (isCertificateOptional && certificate is null)
                || Accept(
                    (X509Certificate2?)certificate, chain, snapshot, PeerUsage.Client, remote, targetHost: null, told),
        };
    }

    public SslClientAuthenticationOptions ForClient(string targetHost, EndPoint? remote = null)
    {
        TrustSnapshot snapshot = trust.Current;
        EndPoint? peer = remote ?? new DnsEndPoint(targetHost, 0);
        return new SslClientAuthenticationOptions
        {
            TargetHost = targetHost,
            ClientCertificateContext = own.Current.Context,
            EnabledSslProtocols = Protocols,
            CipherSuitesPolicy = CipherSuites.Policy,
            AllowRenegotiation = false,
            AllowTlsResume = false,
            CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
            CertificateChainPolicy = ChainPolicies.OfNobody(),
            RemoteCertificateValidationCallback = (_, certificate, chain, _) =>
                Accept((X509Certificate2?)certificate, chain, snapshot, PeerUsage.Server, peer, targetHost),
        };
    }

    /// <summary>
    /// Judges a node of this process, which needs no handshake to prove its key, as a handshake would: who is refused
    /// is told of likewise.
    /// </summary>
    /// <param name="peer">The other node.</param>
    /// <param name="usage">Which end it is.</param>
    /// <param name="remote">Where it would be met.</param>
    /// <param name="targetHost">The name that it must bear, if it is the server.</param>
    public bool Admits(TlsPolicy peer, PeerUsage usage, EndPoint remote, string? targetHost = null)
    {
        ArgumentNullException.ThrowIfNull(peer);
        NodeCertificate node = peer.Node;
        return Accept(
            Peers.Recheck(node.Certificate, usage, node.Intermediates), node.Certificate, usage, remote, targetHost);
    }

    private NodeCertificate Node => own.Current;

    private bool Accept(
        X509Certificate2? certificate, X509Chain? chain, TrustSnapshot snapshot, PeerUsage usage, EndPoint? remote,
        string? targetHost, Action? told = null) =>
        Accept(Judge(certificate, chain, snapshot, usage), certificate, usage, remote, targetHost, told);

    /// <summary>
    /// The handshake brings a chain of its own, made with nobody's trust and so for little: it is made again, with the
    /// trust of the folder, for those who are not remembered. Whoever is refused is told why by what it shows.
    /// </summary>
    private PeerVerdict Judge(
        X509Certificate2? certificate, X509Chain? chain, TrustSnapshot snapshot, PeerUsage usage)
    {
        if (certificate is null || chain is null)
        {
            return Peers.Verify(PeerEvidence.From(certificate, chain), snapshot, usage);
        }

        if (Peers.Recall(certificate, snapshot, usage) is { } known)
        {
            return known;
        }

        X509ChainPolicy policy = ChainPolicies.For(snapshot, usage, clock.GetUtcNow());
        policy.ExtraStore.AddRange(chain.ChainPolicy.ExtraStore);
        chain.ChainPolicy = policy;
        chain.Build(certificate);
        return Peers.Verify(PeerEvidence.From(certificate, chain), snapshot, usage);
    }

    private bool Accept(
        PeerVerdict verdict, X509Certificate2? certificate, PeerUsage usage, EndPoint? remote, string? targetHost,
        Action? told = null)
    {
        if (verdict is PeerVerdict.Trusted && targetHost is not null && !BearsName(certificate, targetHost))
        {
            verdict = new PeerVerdict.Refused(
                PeerRefusal.WrongName, $"The server's certificate does not bear the name {targetHost}.");
        }

        if (verdict is PeerVerdict.Refused refusal)
        {
            refused(new RefusedPeer(
                remote,
                usage,
                certificate is null ? null : Printable.Of(certificate.Subject),
                certificate is null ? null : Thumbprints.OfCertificate(certificate),
                refusal.Reason,
                refusal.Text));
            told?.Invoke();
        }

        return verdict is PeerVerdict.Trusted;
    }

    // The common name is no longer looked at (RFC 6125 §6.4.4), so the framework's own name check is not used.
    private bool BearsName(X509Certificate2? certificate, string host) =>
        !options.CheckServerNames
        || certificate?.MatchesHostname(host.Trim('[', ']'), allowWildcards: true, allowCommonName: false) == true;
}
