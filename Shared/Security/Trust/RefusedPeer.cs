using System.Net;

namespace XdsDmp.Security.Trust;

/// <summary>A peer that failed node authentication: what the Security Alert needs (ITI TF-2 §3.19).</summary>
/// <param name="Usage">What the peer was in the connection.</param>
/// <param name="Subject">Null when it gave no certificate.</param>
/// <param name="Thumbprint">SHA-256 of its certificate.</param>
public sealed record RefusedPeer(
    EndPoint? RemoteEndPoint, PeerUsage Usage, string? Subject, string? Thumbprint, PeerRefusal Reason, string Text);
