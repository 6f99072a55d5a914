namespace XdsDmp.Security.Certificates;

/// <summary>
/// What a certificate may be used for: a node is server and client in TLS at once (ITI TF-2 §3.19); a signature
/// certificate vouches for messages, assertions or documents, and opens no connection.
/// </summary>
[Flags]
public enum CertificatePurpose
{
    Server = 1,
    Client = 2,
    Node = Server | Client,
    Signature = 4,
}
