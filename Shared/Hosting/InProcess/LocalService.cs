using System.Net;
using Microsoft.AspNetCore.Http;
using XdsDmp.Security.Trust;

namespace XdsDmp.Hosting.InProcess;

/// <summary>
/// A SOAP service of this process for another that runs beside it: the way in behind TLS and HTTP, where a request is
/// what it would have been had it come over the wire.
/// </summary>
public sealed class LocalService
{
    private readonly TlsPolicy _tls;
    private readonly RequestDelegate _answer;
    private volatile bool _isClosed;

    internal LocalService(Uri url, TlsPolicy tls, RequestDelegate answer)
    {
        Url = url;
        _tls = tls;
        _answer = answer;
    }

    /// <summary>Where it is reached over the wire.</summary>
    public Uri Url { get; }

    internal bool IsClosed => _isClosed;

    /// <summary>Whether this service lets a node in, and the other way round, as a handshake would decide.</summary>
    internal bool Meets(TlsPolicy caller) =>
        _tls.Admits(caller, PeerUsage.Client, new IPEndPoint(IPAddress.Loopback, 0))
        && caller.Admits(_tls, PeerUsage.Server, new DnsEndPoint(Url.Host, Url.Port), Url.Host);

    internal Task AnswerAsync(HttpContext http) => _answer(http);

    /// <summary>From now on nobody is let in.</summary>
    internal void Close() => _isClosed = true;
}
