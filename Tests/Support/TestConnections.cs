using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace XdsDmp.Tests.Support;

/// <summary>HTTP version that a client insists on.</summary>
public enum TestHttp
{
    Http11,
    Http2,
}

/// <summary>Mutual TLS connections to the services under one client certificate, or under none.</summary>
public sealed class TestConnections : IDisposable
{
    private readonly X509Certificate2? _certificate;
    private readonly SslStreamCertificateContext? _context;
    private readonly HttpClient _http11;
    private readonly HttpClient _http2;

    public TestConnections(X509Certificate2? certificate)
    {
        _certificate = certificate;
        _context = certificate is null ? null : SslStreamCertificateContext.Create(certificate, null, offline: true);
        _http11 = NewClient(HttpVersion.Version11);
        _http2 = NewClient(HttpVersion.Version20);
    }

    public HttpClient Client(TestHttp version) => version == TestHttp.Http2 ? _http2 : _http11;

    /// <summary>For a connection on which a test writes bytes of its own.</summary>
    public SslClientAuthenticationOptions TlsOptions() => new()
    {
        TargetHost = "localhost",
        ClientCertificateContext = _context,
        AllowTlsResume = false,
        RemoteCertificateValidationCallback = (_, certificate, _, _) => IsOurs(certificate),
    };

    public void Dispose()
    {
        _http11.Dispose();
        _http2.Dispose();
        _certificate?.Dispose();
    }

    /// <summary>The tests' own look at the server: it shows the certificate that the services were given.</summary>
    private static bool IsOurs(X509Certificate? certificate)
    {
        using var node = TestPki.Node;
        return certificate is not null && certificate.GetRawCertData().AsSpan().SequenceEqual(node.RawData);
    }

    private HttpClient NewClient(Version version) => new(new SocketsHttpHandler
    {
        SslOptions = TlsOptions(),
        UseProxy = false,
        AllowAutoRedirect = false,
        MaxConnectionsPerServer = 64,
    })
    {
        DefaultRequestVersion = version,
        DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact,
        Timeout = TimeSpan.FromSeconds(60),
    };
}
