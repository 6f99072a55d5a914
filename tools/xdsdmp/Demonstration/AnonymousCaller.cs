using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace XdsDmp.CommandLine.Demonstration;

/// <summary>Somebody who trusts the server, but has no certificate to show.</summary>
internal static class AnonymousCaller
{
    /// <summary>Why it got nothing; null when it was answered.</summary>
    public static async Task<string?> TryAsync(Uri endpoint, string caFile, CancellationToken cancel)
    {
        var trust = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
            CustomTrustStore = { X509Certificate2.CreateFromPem(await File.ReadAllTextAsync(caFile, cancel)) },
        };
        using var http = new HttpClient(new SocketsHttpHandler
        {
            SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = trust },
            UseProxy = false,
        });
        try
        {
            using var answer = await http.GetAsync(new Uri(endpoint, "?wsdl"), cancel);
            return null;
        }
        catch (HttpRequestException refused)
        {
            return refused.Message;
        }
    }
}
