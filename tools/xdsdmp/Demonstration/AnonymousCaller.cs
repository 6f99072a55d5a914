using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace XdsDmp.CommandLine.Demonstration;

/// <summary>
/// Somebody who trusts the server, but has no certificate to show. Not an HTTP client: that would try again and again.
/// </summary>
internal static class AnonymousCaller
{
    /// <summary>True when the server ended the conversation without having answered anything.</summary>
    public static async Task<bool> IsTurnedAwayAsync(Uri endpoint, string caFile, CancellationToken cancel)
    {
        var trust = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
            CustomTrustStore = { X509Certificate2.CreateFromPem(await File.ReadAllTextAsync(caFile, cancel)) },
        };
        using var tcp = new TcpClient();
        await tcp.ConnectAsync(endpoint.Host, endpoint.Port, cancel);
        await using var tls = new SslStream(tcp.GetStream());
        try
        {
            await tls.AuthenticateAsClientAsync(
                new SslClientAuthenticationOptions { TargetHost = endpoint.Host, CertificateChainPolicy = trust },
                cancel);
            await tls.WriteAsync("GET /registry?wsdl HTTP/1.1\r\nHost: localhost\r\n\r\n"u8.ToArray(), cancel);
            return await tls.ReadAsync(new byte[1], cancel) == 0;
        }
        catch (Exception refused) when (refused is IOException or AuthenticationException)
        {
            // In TLS 1.3 the server's verdict on our certificate comes only after our own handshake is over.
            return true;
        }
    }
}
