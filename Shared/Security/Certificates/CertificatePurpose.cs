namespace XdsDmp.Security.Certificates;

/// <summary>What a certificate may be used for in TLS; a node is server and client at once (ITI TF-2 §3.19).</summary>
[Flags]
public enum CertificatePurpose
{
    Server = 1,
    Client = 2,
    Node = Server | Client,
}
