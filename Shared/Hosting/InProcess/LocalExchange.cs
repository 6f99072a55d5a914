using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace XdsDmp.Hosting.InProcess;

/// <summary>One request and its answer as the service's side of HTTP sees them.</summary>
internal sealed class LocalExchange : IHttpRequestLifetimeFeature, IHttpMaxRequestBodySizeFeature
{
    private bool _isAborted;

    private LocalExchange(CancellationToken gone)
    {
        RequestAborted = gone;
        Http = new DefaultHttpContext();
        Http.Features.Set<IHttpRequestLifetimeFeature>(this);
        Http.Features.Set<IHttpMaxRequestBodySizeFeature>(this);
        Http.Response.Body = new MemoryStream();
    }

    public HttpContext Http { get; }

    /// <summary>The caller does not wait any more.</summary>
    public CancellationToken RequestAborted { get; set; }

    public bool IsReadOnly => false;

    /// <summary>The whole request is in memory already; the SOAP limits bound what is made of it.</summary>
    public long? MaxRequestBodySize { get; set; }

    public static async Task<LocalExchange> OfAsync(
        HttpRequestMessage request, X509Certificate2 caller, CancellationToken cancel)
    {
        var exchange = new LocalExchange(cancel);
        var connection = exchange.Http.Connection;
        connection.ClientCertificate = caller;
        connection.RemoteIpAddress = connection.LocalIpAddress = IPAddress.Loopback;
        await exchange.TakeAsync(request, cancel);
        return exchange;
    }

    public void Abort() => _isAborted = true;

    /// <exception cref="HttpRequestException">The service has broken off.</exception>
    public HttpResponseMessage Answer()
    {
        if (_isAborted)
        {
            throw new HttpRequestException(HttpRequestError.ResponseEnded, "the service has broken off its answer");
        }

        var response = Http.Response;
        response.Body.Position = 0;
        var answer = new HttpResponseMessage((HttpStatusCode)response.StatusCode)
        {
            Content = new StreamContent(response.Body),
        };
        foreach (var (name, value) in response.Headers)
        {
            if (!answer.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)value))
            {
                answer.Content.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)value);
            }
        }

        return answer;
    }

    private async Task TakeAsync(HttpRequestMessage question, CancellationToken cancel)
    {
        var request = Http.Request;
        var url = question.RequestUri!;
        request.Method = question.Method.Method;
        request.Scheme = url.Scheme;
        request.Host = HostString.FromUriComponent(url);
        request.Path = PathString.FromUriComponent(url);
        request.QueryString = QueryString.FromUriComponent(url);
        request.Protocol = HttpProtocol.Http11;
        Take(question.Headers.NonValidated);
        if (question.Content is { } content)
        {
            Take(content.Headers.NonValidated);
            var body = new MemoryStream();
            await content.CopyToAsync(body, cancel);
            body.Position = 0;
            request.Body = body;
            request.ContentLength = body.Length;
        }
    }

    private void Take(System.Net.Http.Headers.HttpHeadersNonValidated headers)
    {
        foreach (var (name, values) in headers)
        {
            Http.Request.Headers.Append(name, values.ToArray());
        }
    }
}
