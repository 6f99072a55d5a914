using System.Net.Http.Headers;
using System.Security.Cryptography.X509Certificates;

namespace XdsDmp.Tests.Scenarios.Atna;

/// <summary>A sender over HTTP, with the practice's certificate.</summary>
internal sealed class AtnaHttpClient : IDisposable
{
    private readonly HttpClient _http;
    private readonly X509Certificate2 _own;
    private readonly X509Certificate2 _authority;

    public AtnaHttpClient(AtnaNode node)
    {
        _own = X509Certificate2.CreateFromPemFile(node.Pki.Practice.CertificatePath, node.Pki.Practice.KeyPath);
        _authority = X509CertificateLoader.LoadCertificateFromFile(node.Pki.AuthorityCertificate);
        var handler = new SocketsHttpHandler();
        handler.SslOptions.ClientCertificates = [_own];
        handler.SslOptions.CertificateChainPolicy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            CustomTrustStore = { _authority },
            RevocationMode = X509RevocationMode.NoCheck,
        };
        _http = new HttpClient(handler);
    }

    public async Task<(int Status, string Body, Uri? Location)> SendAsync(
        HttpMethod method, string url, byte[] body, string mediaType = "application/fhir+json", string? encoding = null)
    {
        using var request = new HttpRequestMessage(method, url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(mediaType);
        if (encoding is not null)
        {
            request.Content.Headers.ContentEncoding.Add(encoding);
        }

        using var answer = await _http.SendAsync(request);
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(), answer.Headers.Location);
    }

    public void Dispose()
    {
        _http.Dispose();
        _own.Dispose();
        _authority.Dispose();
    }
}
